package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;
import static dev.dal.store.core.CoreFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lanes (docs/protocol.md): what they make, hold and are told. */
class StoreCoreLanesTest {

    private static final int PREFIX = id(1).prefix();
    private static final int CALL = Lane.OWNED | Lane.KEPT;
    private static final int OUTPUT = Lane.OWNED | Lane.HANDED;
    private static final ObjectId DECLARATION = ObjectId.of((long) PREFIX << 32, 0, 0);

    private final CoreFixture fixture = new CoreFixture(1_000_000);
    private final StoreCore core = fixture.core;
    private int client;
    private int lane;
    private int peer;
    private int peerLane;

    @BeforeEach
    void open() {
        client = core.connect();
        peer = core.connect();
        lane = core.openLane(client);
        peerLane = core.openLane(peer);
    }

    private Outcome publish(int by, long number, int flags, long dataSize, long... needs) {
        return core.publish(by, new Written(id(number), dataSize), flags, ids(needs), fixture.nowSeconds);
    }

    private long references(long number) {
        return Objects.requireNonNull(fixture.info(number)).refCount();
    }

    @Test
    void aLaneIsToldOfAllDeclarations() {
        core.createAndSeal(client, List.of(new Written(DECLARATION, 10)), true, 0);
        assertThat(fixture.drain()).containsExactly(peerLane + " announced 0");
        int late = core.openLane(core.connect());
        core.tellOfDeclarations(late);
        assertThat(fixture.drain()).containsExactly(late + " announced 0");
        core.delete(DECLARATION);
        assertThat(fixture.drain()).containsExactly(lane + " gone 0", peerLane + " gone 0", late + " gone 0");
    }

    @Test
    void aWatchTellsWhatIsThereAndWhatOthersSeal() {
        fixture.put(client, 1, 5);
        assertThat(fixture.drain()).isEmpty();
        core.watch(peerLane, PREFIX);
        core.watch(peerLane, PREFIX);
        assertThat(fixture.drain()).containsExactly(peerLane + " announced 1");
        publish(lane, 2, CALL, 5);
        publish(lane, 3, OUTPUT, 5);
        fixture.put(client, 4, 5);
        assertThat(fixture.drain())
                .containsExactly(peerLane + " arrived 2 unheld", peerLane + " arrived 3", peerLane + " arrived 4");
        core.unwatch(peerLane, PREFIX);
        publish(lane, 5, CALL, 5);
        assertThat(fixture.drain()).isEmpty();
    }

    @Test
    void nobodyIsToldByAWatchOfWhatItMadeItself() {
        core.watch(lane, PREFIX);
        publish(lane, 1, CALL, 5);
        fixture.put(client, 2, 5);
        publish(lane, 3, OUTPUT | Lane.KEPT, 5);
        assertThat(fixture.drain()).isEmpty();
        core.giveBack(lane, id(1));
        assertThat(fixture.drain()).containsExactly(lane + " gone 1");
        core.giveBack(lane, id(3));
        assertThat(fixture.drain()).as("of what is handed over").isEmpty();
    }

    @Test
    void whatIsOwnedGoesWithTheLastHoldAndIsNotMissedByThoseWhoHeldIt() {
        core.watch(peerLane, PREFIX);
        publish(lane, 1, CALL, 5);
        publish(lane, 2, OUTPUT, 5);
        publish(lane, 3, Lane.KEPT, 5);
        fixture.drain();
        assertThat(references(1)).isEqualTo(1);
        assertThat(references(2)).isEqualTo(1);
        core.giveBack(lane, id(1));
        core.giveBack(peerLane, id(2));
        core.giveBack(lane, id(3));
        core.giveBack(lane, id(3));
        core.giveBack(lane, id(99));
        assertThat(fixture.drain()).containsExactly(peerLane + " gone 1");
        assertThat(core.list()).singleElement().satisfies(info -> {
            assertThat(info.id()).isEqualTo(id(3));
            assertThat(info.refCount()).isZero();
        });
        assertThat(core.evictableBytes()).isEqualTo(5);
    }

    @Test
    void whatNobodyTakesIsGoneAtOnce() {
        assertThat(publish(lane, 1, OUTPUT, 5)).isEqualTo(Outcome.OK);
        assertThat(core.list()).isEmpty();
        assertThat(core.usedBytes()).isZero();
    }

    @Test
    void holdsOfALaneCount() {
        publish(lane, 1, CALL, 5);
        core.await(peerLane, id(1));
        core.await(peerLane, id(1));
        assertThat(fixture.drain()).containsExactly(peerLane + " arrived 1", peerLane + " arrived 1");
        assertThat(references(1)).isEqualTo(2);
        core.giveBack(lane, id(1));
        core.giveBack(peerLane, id(1));
        assertThat(references(1)).isEqualTo(1);
        core.giveBack(peerLane, id(1));
        assertThat(core.list()).isEmpty();
    }

    @Test
    void holdsOfALaneAndOfItsClientAreApart() {
        publish(lane, 1, CALL, 5);
        fixture.get(client, 0, 1);
        assertThat(references(1)).isEqualTo(2);
        core.giveBack(lane, id(1));
        assertThat(references(1)).isEqualTo(1);
        core.release(client, id(1));
        assertThat(core.list()).isEmpty();
    }

    @Test
    void whatIsAwaitedIsToldOnce() {
        core.await(peerLane, id(1));
        core.await(peerLane, id(1));
        publish(lane, 1, CALL, 5);
        assertThat(fixture.drain()).containsExactly(peerLane + " arrived 1");
        core.giveBack(lane, id(1));
        core.giveBack(peerLane, id(1));
        publish(lane, 1, CALL, 5);
        assertThat(fixture.drain()).isEmpty();
    }

    @Test
    void awaitsEndWithTheNamespace() {
        core.createAndSeal(client, List.of(new Written(DECLARATION, 10)), true, 0);
        core.await(peerLane, id(1));
        core.delete(DECLARATION);
        fixture.drain();
        publish(lane, 1, CALL, 5);
        assertThat(fixture.drain()).isEmpty();
    }

    @Test
    void whatACallNeedsComesWithItAsFarAsItIsThere() {
        core.watch(peerLane, PREFIX);
        publish(lane, 1, CALL, 5);
        fixture.create(client, 2, 5);
        fixture.drain();
        publish(lane, 4, CALL, 5, 1, 2, 3);
        assertThat(fixture.drain()).containsExactly(peerLane + " arrived 4 unheld", peerLane + " attached 1");
        assertThat(references(1)).isEqualTo(2);
    }

    @Test
    void whatIsLongIsHandedOverWhereTheSegmentIsKnown() {
        core.watch(peerLane, PREFIX);
        publish(lane, 1, OUTPUT, Lane.INLINE_BYTES + 1);
        assertThat(fixture.drain()).containsExactly(peerLane + " announced 1", peerLane + " gone 1");
        ObjectLocation location =
                Objects.requireNonNull(fixture.create(client, 9, 1).location());
        fixture.knownSegments.add(location.segment());
        publish(lane, 2, OUTPUT, Lane.INLINE_BYTES + 1);
        publish(lane, 3, CALL, Lane.INLINE_BYTES + 1);
        publish(lane, 4, CALL, Lane.INLINE_BYTES);
        assertThat(fixture.drain())
                .containsExactly(peerLane + " arrived 2", peerLane + " announced 3", peerLane + " arrived 4 unheld");
        fixture.lanesTake = false;
        publish(lane, 5, CALL, 5);
        publish(lane, 6, CALL, 5, 5);
        assertThat(fixture.drain()).containsExactly(peerLane + " announced 5", peerLane + " announced 6");
        assertThat(references(5)).isEqualTo(1);
    }

    @Test
    void whatCannotBeMadeLeavesNothing() {
        fixture.put(client, 1, 5);
        assertThat(publish(lane, 1, CALL, 5)).isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(publish(lane, 2, CALL, 2_000_000)).isEqualTo(Outcome.OUT_OF_MEMORY);
        assertThat(core.list()).hasSize(1);
        assertThat(core.usedBytes()).isEqualTo(5);
    }

    @Test
    void whoCannotMakeWhatIsThereHoldsThatInstead() {
        publish(lane, 1, CALL, 5);
        assertThat(publish(peerLane, 1, CALL, 7)).isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(publish(peerLane, 1, Lane.OWNED, 7)).isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(references(1)).isEqualTo(2);
        core.await(peerLane, id(1));
        core.giveBack(lane, id(1));
        core.giveBack(peerLane, id(1));
        assertThat(references(1)).as("awaited").isEqualTo(1);
        core.giveBack(peerLane, id(1));
        assertThat(core.list()).isEmpty();
    }

    @Test
    void whatNobodyHeldIsNotEvictedWhenItIsHeldInsteadOfAnother() {
        fixture.put(client, 1, 5);
        assertThat(core.evictableBytes()).isEqualTo(5);
        assertThat(publish(lane, 1, CALL, 5)).isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(core.evictableBytes()).isZero();
        core.giveBack(lane, id(1));
        assertThat(core.evictableBytes()).isEqualTo(5);
    }

    @Test
    void whoCannotMakeWhatIsBeingWrittenReleasesNothing() {
        fixture.create(client, 1, 5);
        assertThat(publish(peerLane, 1, CALL, 7)).isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(publish(peerLane, 1, CALL, 7)).isEqualTo(Outcome.OBJECT_EXISTS);
        core.await(peerLane, id(1));
        fixture.seal(client, 1);
        core.release(client, id(1));
        assertThat(fixture.drain()).containsExactly(peerLane + " arrived 1");
        core.giveBack(peerLane, id(1));
        core.giveBack(peerLane, id(1));
        assertThat(references(1)).as("awaited").isEqualTo(1);
        core.giveBack(peerLane, id(1));
        assertThat(references(1)).isZero();
    }

    @Test
    void whatSucceedsAfterAnAbortIsReleasedAsOften() {
        fixture.create(client, 1, 5);
        assertThat(publish(lane, 1, CALL, 7)).isEqualTo(Outcome.OBJECT_EXISTS);
        core.abort(client, id(1));
        assertThat(publish(lane, 1, CALL, 7)).isEqualTo(Outcome.OK);
        core.giveBack(lane, id(1));
        assertThat(references(1)).isEqualTo(1);
        core.giveBack(lane, id(1));
        assertThat(core.list()).isEmpty();
    }

    @Test
    void onlySoManyReleasesAreIgnored() {
        for (int number = 0; number <= IdleReleases.MOST_IDS; number++) {
            fixture.create(client, number, 0);
            assertThat(publish(lane, number, CALL, 7)).isEqualTo(Outcome.OBJECT_EXISTS);
        }
        for (int number = 0; number <= IdleReleases.MOST_IDS; number++) {
            core.await(lane, id(number));
            fixture.seal(client, number);
            core.release(client, id(number));
            core.giveBack(lane, id(number));
            assertThat(references(number)).isEqualTo(number == 0 ? 0 : 1);
        }
    }

    @Test
    void plainSubscribersAndWaitersAreToldAsEver() {
        core.subscribe(peer);
        long ticket = fixture.await(peer, 1000, 1);
        publish(lane, 1, CALL, 5);
        assertThat(fixture.drain()).containsExactly(peer + " sealed 1", peer + " got#" + ticket + " 1");
    }

    @Test
    void aLaneGoesWithItsClient() {
        core.watch(peerLane, PREFIX);
        core.await(peerLane, id(7));
        publish(lane, 1, CALL, 5);
        publish(lane, 2, Lane.KEPT, 5);
        publish(peerLane, 3, OUTPUT | Lane.KEPT, 5);
        fixture.drain();
        core.disconnect(client);
        assertThat(fixture.drain()).containsExactly(peerLane + " gone 1");
        core.disconnect(peer);
        assertThat(fixture.drain()).isEmpty();
        assertThat(core.list())
                .singleElement()
                .satisfies(info -> assertThat(info.id()).isEqualTo(id(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> core.watch(lane, 1));
        int next = core.connect();
        assertThat(core.openLane(next)).isNotNegative();
        assertThatIllegalArgumentException().isThrownBy(() -> core.openLane(next));
    }
}
