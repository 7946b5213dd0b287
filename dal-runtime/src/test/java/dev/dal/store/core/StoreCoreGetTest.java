package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;
import static dev.dal.store.core.CoreFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreCoreGetTest {

    private final CoreFixture store = new CoreFixture(100_000);
    private final StoreCore core = store.core;
    private final int one = core.connect();
    private final int two = core.connect();
    private final int three = core.connect();

    @Test
    void answersAtOnceWhenEverythingIsThere() {
        store.putHeld(one, 1, 10);
        store.putHeld(one, 2, 20);

        List<ObjectLocation> locations = store.get(two, -1, 2, 1);

        assertThat(locations).containsExactly(new ObjectLocation(1, 64, 20, 0), new ObjectLocation(1, 0, 10, 0));
        assertThat(store.info(1).refCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -2, Long.MIN_VALUE})
    void doesNotWaitForTimeoutsThatAreDue(long timeoutMillis) {
        store.put(one, 1, 10);
        store.create(one, 2, 10);

        assertThat(store.get(two, timeoutMillis, 3, 1, 2, 1))
                .extracting(location -> location == null ? -1 : location.dataSize())
                .containsExactly(-1L, 10L, -1L, 10L);
        assertThat(store.info(1).refCount()).isEqualTo(1);
        assertThat(core.nextDeadlineNanos()).isEqualTo(StoreCore.NEVER);
    }

    @Test
    void answersNothingForNothingAtOnce() {
        assertThat(store.get(one, -1)).isEmpty();
        assertThat(store.get(one, 1000)).isEmpty();
    }

    @Test
    void waitsUntilEverythingIsSealed() {
        store.put(one, 1, 10);
        long ticket = store.await(two, -1, 1, 2, 3);
        store.create(one, 3, 10);
        store.create(one, 2, 10);
        store.seal(one, 2);
        assertThat(store.drain()).isEmpty();

        store.seal(one, 3);

        assertThat(store.drain()).containsExactly("1 got#" + ticket + " 1 2 3");
        assertThat(core.waitingGets(two)).isZero();
        assertThat(store.info(3).refCount()).isEqualTo(2);
    }

    @Test
    void holdsFromTheMomentAnObjectIsFoundOrSealed() {
        store.put(one, 1, 10);
        store.await(two, 1000, 1, 2, 3);
        store.put(one, 2, 10);

        assertThat(core.evict(100)).isZero();
        assertThat(core.delete(id(1)).name()).isEqualTo("DEFERRED_IN_USE");
        store.pass(1000);

        assertThat(store.drain()).containsExactly("1 got#1 1 2 -");
        assertThat(core.release(two, id(2))).isTrue();
        assertThat(core.evict(100)).isEqualTo(10);
        assertThat(core.release(two, id(1))).isTrue();
        assertThat(core.exists(id(1))).isFalse();
    }

    @Test
    void answersWithWhatIsThereWhenTimeIsUp() {
        store.await(one, 10, 1);
        store.await(two, 5, 1, 2);
        store.await(three, 10, 2);
        assertThat(core.nextDeadlineNanos()).isEqualTo(5_000_000);
        store.put(one, 1, 10);
        assertThat(store.drain()).containsExactly("0 got#1 1");

        store.pass(4);
        assertThat(store.drain()).isEmpty();
        store.pass(1);
        assertThat(store.drain()).containsExactly("1 got#2 1 -");
        assertThat(core.nextDeadlineNanos()).isEqualTo(10_000_000);
        store.pass(100);
        assertThat(store.drain()).containsExactly("2 got#3 -");
        assertThat(core.nextDeadlineNanos()).isEqualTo(StoreCore.NEVER);
        assertThat(core.objects().table().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 62, Long.MAX_VALUE})
    void hugeTimeoutsWait(long timeoutMillis) {
        store.nowNanos = Long.MAX_VALUE / 2;
        store.await(one, timeoutMillis, 1);
        core.expire(Long.MAX_VALUE - 1);
        assertThat(store.drain()).isEmpty();
        store.put(two, 1, 10);
        assertThat(store.drain()).containsExactly("0 got#1 1");
    }

    @Test
    void expiresManyInOrderOfTheirDeadlines() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            store.await(one, 1 + i * 37 % 100, 1000 + i);
        }
        for (int millis = 1; millis <= 100; millis++) {
            int answered = millis;
            int index = IntStream.range(0, 100)
                    .filter(i -> 1 + i * 37 % 100 == answered)
                    .findFirst()
                    .orElseThrow();
            expected.add("0 got#" + (index + 1) + " -");
        }
        store.pass(1000);

        assertThat(store.drain()).isEqualTo(expected);
    }

    @Test
    void servesWaitersInTheOrderTheyCame() {
        store.await(three, -1, 1);
        store.await(one, -1, 1);
        store.await(two, -1, 1);

        store.put(one, 1, 10);

        assertThat(store.drain()).containsExactly("2 got#1 1", "0 got#2 1", "1 got#3 1");
    }

    @Test
    void oneClientMayWaitForSeveralGets() {
        store.await(one, -1, 1);
        store.await(one, -1, 2);
        store.await(one, -1, 1, 2);
        assertThat(core.waitingGets(one)).isEqualTo(3);

        store.put(two, 2, 10);
        store.put(two, 1, 10);

        assertThat(store.drain()).containsExactly("0 got#2 2", "0 got#1 1", "0 got#3 1 2");
        assertThat(store.info(1).refCount()).isEqualTo(1);
    }

    @Test
    void countsIdsThatOccurSeveralTimesOnce() {
        store.put(one, 1, 10);
        assertThat(store.get(two, -1, 1, 1)).hasSize(2).doesNotContainNull();

        store.await(two, -1, 1, 1, 2);
        store.await(two, -1, 3, 3, 3);
        store.await(two, -1, 3, 2, 3);
        store.put(one, 2, 10);
        assertThat(store.drain()).containsExactly("1 got#1 1 1 2");
        store.put(one, 3, 10);
        assertThat(store.drain()).containsExactly("1 got#2 3 3 3", "1 got#3 3 2 3");

        store.await(two, 7, 4, 4);
        store.pass(7);
        assertThat(store.drain()).containsExactly("1 got#4 - -");
    }

    @Test
    void waitsOnThroughAbortAndLossOfTheObject() {
        store.create(one, 1, 10);
        store.await(two, -1, 1);
        core.abort(one, id(1));
        store.create(three, 1, 10);
        core.disconnect(three);
        assertThat(store.drain()).isEmpty();

        store.put(one, 1, 10);

        assertThat(store.drain()).containsExactly("1 got#1 1");
    }

    @Test
    void aClientMayWaitForItsOwnUnsealedObject() {
        store.create(one, 1, 10);
        store.await(one, -1, 1);

        store.seal(one, 1);

        assertThat(store.drain()).containsExactly("0 got#1 1");
        assertThat(store.info(1).refCount()).isEqualTo(1);
    }

    @Test
    void looksAgainWhenTheClientReleasedWhatItHeldMeanwhile() {
        store.put(one, 1, 10);
        store.await(two, -1, 1, 2);
        core.release(two, id(1));
        core.delete(id(1));

        store.put(one, 2, 10);

        assertThat(store.drain()).containsExactly("1 got#1 - 2");
    }

    @Test
    void keepsWhatAWaitingClientReleasedIfItIsStillThere() {
        store.put(one, 1, 10);
        store.await(two, -1, 1, 2);
        core.release(two, id(1));

        store.put(one, 2, 10);

        assertThat(store.drain()).containsExactly("1 got#1 1 2");
        assertThat(store.info(1).refCount()).isEqualTo(1);
    }

    @Test
    void endsAWaitEarly() {
        store.put(one, 1, 10);
        long ticket = store.await(two, 1000, 1, 2);

        core.endWait(one, ticket);
        assertThat(store.drain()).isEmpty();
        core.endWait(two, ticket);
        assertThat(store.drain()).containsExactly("1 got#1 1 -");
        core.endWait(two, ticket);
        store.pass(1000);
        assertThat(store.drain()).isEmpty();
        assertThat(core.release(two, id(1))).isTrue();
    }

    @Test
    void forgetsIdsThatNobodyWaitsForAnyMore() {
        store.await(one, 5, 1, 2, 3);
        store.await(two, 5, 1, 2, 3);
        assertThat(core.objects().table().size()).isEqualTo(3);
        core.disconnect(two);
        assertThat(core.objects().table().size()).isEqualTo(3);
        store.pass(5);

        assertThat(core.objects().table().size()).isZero();
        assertThat(core.list()).isEmpty();
    }

    @Test
    void doesNotConfuseAnEntryThatPassedToAnotherIdWhileAGetWaited() {
        store.await(one, 10, 1, 2);
        store.put(two, 1, 10);
        core.release(one, id(1));
        core.delete(id(1));
        // The entry of 1 now serves 3, for which another client waits.
        store.await(two, -1, 3);
        store.pass(10);
        store.put(three, 3, 10);

        assertThat(store.drain()).containsExactly("0 got#1 - -", "1 got#2 3");
    }

    @Test
    void waitersAreServedByInlineObjectsBeforeTheseCanBeEvicted() {
        store.await(one, -1, 1, 2);
        store.await(two, -1, 2);

        core.createAndSeal(three, FakeInlineObject.batch(1, 2), true, 0);

        assertThat(store.drain()).containsExactly("0 got#1 1 2", "1 got#2 2");
        assertThat(core.evict(100)).isZero();
        core.disconnect(one);
        core.disconnect(two);
        assertThat(core.evict(100)).isEqualTo(20);
    }

    @Test
    void givesTheIdsBackAsAskedForEvenIfTheCallersListChanged() {
        List<ObjectId> asked = ids(1, 2);
        core.get(one, asked, -1, 0, 0, new ArrayList<>());
        asked.clear();
        store.put(two, 1, 10);
        store.put(two, 2, 10);

        assertThat(store.drain()).containsExactly("0 got#1 1 2");
    }
}
