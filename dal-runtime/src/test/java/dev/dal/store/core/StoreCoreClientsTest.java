package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Subscriptions, and what happens when clients leave. */
class StoreCoreClientsTest {

    private final CoreFixture store = new CoreFixture(100_000);
    private final StoreCore core = store.core;
    private final int one = core.connect();
    private final int two = core.connect();
    private final int three = core.connect();

    @Test
    void aSubscriberFirstHearsOfWhatIsSealedAlready() {
        store.put(one, 1, 10);
        store.putHeld(one, 2, 10);
        store.create(one, 3, 10);
        store.await(one, -1, 4);

        assertThat(core.subscribe(two)).isTrue();

        assertThat(store.drain()).containsExactlyInAnyOrder("1 sealed 1", "1 sealed 2");
    }

    @Test
    void aSecondSubscriptionOfAClientChangesNothing() {
        store.put(one, 1, 10);
        core.subscribe(two);
        store.drain();

        assertThat(core.subscribe(two)).isFalse();
        store.put(one, 2, 10);

        assertThat(store.drain()).containsExactly("1 sealed 2");
    }

    @Test
    void allSubscribersHearEverythingInOrder() {
        core.subscribe(two);
        core.subscribe(one);
        store.put(one, 1, 60_000);
        store.put(one, 2, 60_000);
        core.delete(id(2));

        assertThat(store.drain())
                .containsExactly(
                        "1 sealed 1",
                        "0 sealed 1",
                        "1 deleted 1",
                        "0 deleted 1",
                        "evicted 1 objects, 60000 of 60000 bytes",
                        "1 sealed 2",
                        "0 sealed 2",
                        "1 deleted 2",
                        "0 deleted 2");
    }

    @Test
    void subscribersHearOfASealBeforeWaitersAreServed() {
        store.await(two, -1, 1);
        core.subscribe(three);
        store.create(one, 1, 10);
        store.seal(one, 1);

        assertThat(store.drain()).containsExactly("2 sealed 1", "1 got#1 1");
    }

    @Test
    void nobodyHearsOfAbortsAndLostObjects() {
        core.subscribe(two);
        store.create(one, 1, 10);
        core.abort(one, id(1));
        store.create(one, 2, 10);
        core.disconnect(one);

        assertThat(store.drain()).isEmpty();
    }

    @Test
    void unsubscribeEndsTheNotificationsOnly() {
        core.subscribe(two);
        core.unsubscribe(two);
        store.put(two, 1, 10);
        assertThat(store.drain()).isEmpty();

        assertThat(core.subscribe(two)).isTrue();
        assertThat(store.drain()).containsExactly("1 sealed 1");
    }

    @Test
    void aClientThatLeavesReleasesWhatItHolds() {
        store.putHeld(one, 1, 10);
        store.put(two, 2, 10);
        store.got(one, 2);
        store.putHeld(two, 3, 10);
        store.got(one, 3);

        core.disconnect(one);

        assertThat(store.info(1).refCount()).isZero();
        assertThat(store.info(3).refCount()).isEqualTo(1);
        assertThat(core.evict(1000)).isEqualTo(20);
        assertThat(core.contains(id(3))).isTrue();
    }

    @Test
    void whatAClientHeldIsEvictedInTheOrderItWasTaken() {
        store.put(two, 1, 10);
        store.put(two, 2, 10);
        store.put(two, 3, 10);
        store.got(one, 3, 1, 2);
        core.disconnect(one);
        core.subscribe(two);
        store.drain();
        core.evict(30);

        assertThat(store.drain()).containsExactly("1 deleted 3", "1 deleted 1", "1 deleted 2");
    }

    @Test
    void unsealedObjectsGoBeforeDeletionsAreAnnounced() {
        core.subscribe(two);
        store.putHeld(one, 1, 10);
        core.delete(id(1));
        store.create(one, 2, 10);
        store.drain();

        core.disconnect(one);

        assertThat(store.drain()).containsExactly("1 deleted 1");
        assertThat(core.usedBytes()).isZero();
        assertThat(store.create(three, 2, 10).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void waitingGetsOfAClientThatLeavesAreDroppedWithWhatTheyHold() {
        store.put(two, 1, 10);
        store.await(one, -1, 1, 2);
        store.await(one, 100, 2, 3);

        core.disconnect(one);

        assertThat(core.nextDeadlineNanos()).isEqualTo(StoreCore.NEVER);
        store.put(two, 2, 10);
        store.put(two, 3, 10);
        assertThat(store.drain()).isEmpty();
        assertThat(core.evict(1000)).isEqualTo(30);
    }

    @Test
    void anotherClientsUnsealedObjectIsNotTouched() {
        store.create(one, 1, 10);
        core.disconnect(two);

        assertThat(store.seal(one, 1)).isEqualTo(Outcome.OK);
    }

    @Test
    void ofManyObjectsOnlySealedOnesOutliveTheirCreator() {
        for (int i = 0; i < 99; i++) {
            store.create(one, i, 10);
            if (i % 3 == 0) {
                store.seal(one, i);
            } else if (i % 3 == 1) {
                core.abort(one, id(i));
            }
        }
        core.disconnect(one);

        assertThat(core.list()).hasSize(33).allMatch(info -> info.sealed() && info.refCount() == 0);
        assertThat(core.usedBytes()).isEqualTo(330);
    }

    @Test
    void aNumberGivenOutAgainInheritsNothing() {
        store.putHeld(one, 1, 10);
        core.subscribe(one);
        store.await(one, -1, 2);
        core.disconnect(one);
        store.drain();

        int next = core.connect();
        assertThat(next).isEqualTo(one);
        assertThat(core.release(next, id(1))).isFalse();
        assertThat(core.waitingGets(next)).isZero();
        store.put(two, 2, 10);
        assertThat(store.drain()).isEmpty();
    }
}
