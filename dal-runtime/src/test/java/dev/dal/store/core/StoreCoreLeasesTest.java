package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;
import static dev.dal.store.core.CoreFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.Lane;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leased memory and the objects that are sealed in it (docs/protocol.md section 8.2). */
class StoreCoreLeasesTest {

    private static final long CAPACITY_BYTES = 1_000_000;
    private static final int PREFIX = id(1).prefix();
    private static final int OWN = Lane.OWNED | Lane.KEPT;
    private static final int OUTPUT = Lane.OWNED | Lane.HANDED | Lane.KEPT;

    private final CoreFixture fixture = new CoreFixture(CAPACITY_BYTES);
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

    private LeasedMemory lease(long bytes) {
        return Objects.requireNonNull(core.lease(lane, bytes), "lease");
    }

    private static ObjectLocation place(LeasedMemory lease, long offset, long dataSize) {
        return new ObjectLocation(lease.segment(), lease.offset() + offset, dataSize, 0);
    }

    private Outcome sealAt(long number, ObjectLocation place, int flags, long... needs) {
        return core.sealAt(lane, id(number), place, flags, ids(needs), fixture.nowSeconds);
    }

    private void assertNothingIsTaken() {
        assertThat(core.isBalanced()).isTrue();
        assertThat(core.usedBytes()).isZero();
        assertThat(core.leasedBytes()).isZero();
        assertThat(core.list()).isEmpty();
        assertThat(core.heldLocations()).isEmpty();
    }

    @Test
    void anObjectTakesItsPlaceOutOfTheLease() {
        LeasedMemory lease = lease(10_000);
        assertThat(lease.lengthBytes()).isEqualTo(10_048);
        assertThat(core.leasedBytes()).isEqualTo(10_048);
        assertThat(core.usedBytes()).isZero();

        assertThat(sealAt(1, place(lease, 64, 9000), OWN)).isEqualTo(Outcome.OK);

        assertThat(core.locate(id(1))).isEqualTo(place(lease, 64, 9000));
        assertThat(core.usedBytes()).isEqualTo(9000);
        assertThat(core.leasedBytes()).isEqualTo(10_048 - 9024);
        ObjectInfo info = Objects.requireNonNull(fixture.info(1));
        assertThat(info.sealed()).isTrue();
        assertThat(info.refCount()).isEqualTo(1);
        assertThat(info.digest()).isZero();
        core.giveBack(lane, id(1));
        assertThat(core.usedBytes()).isZero();
        assertThat(core.list()).isEmpty();
        assertThat(core.leasedBytes())
                .as("what is given back is not leased any more")
                .isEqualTo(1024);
        assertThat(core.giveUp(lane, lease)).isTrue();
        assertNothingIsTaken();
    }

    @Test
    void placesAreSealedInAnyOrder() {
        LeasedMemory lease = lease(640);
        for (int place : new int[] {5, 0, 9, 3, 4, 1}) {
            assertThat(sealAt(place, place(lease, 64L * place, 64), OWN)).isEqualTo(Outcome.OK);
        }
        assertThat(core.leasedBytes()).isEqualTo(4 * 64);
        assertThat(sealAt(20, place(lease, 6 * 64, 3 * 64), OWN)).isEqualTo(Outcome.OK);
        assertThat(core.isBalanced()).isTrue();
        core.giveUp(lane, lease);
        assertThat(core.leasedBytes()).isZero();
        for (int place : new int[] {0, 1, 3, 4, 5, 9, 20}) {
            core.giveBack(lane, id(place));
        }
        assertNothingIsTaken();
        assertThat(lease(640)).as("all of it is one place again").isEqualTo(lease);
    }

    @Test
    void onlyWhatIsLeasedAsAWholeIsSealed() {
        LeasedMemory lease = lease(256);
        lease(256);
        int elsewhere = lease.segment() + 1;
        assertThat(sealAt(1, place(lease, -64, 10), OWN)).isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, place(lease, 32, 10), OWN)).isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, place(lease, 0, 257), OWN)).isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, place(lease, 192, 65), OWN)).isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, place(lease, 0, -1), OWN)).isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, place(lease, 0, Long.MAX_VALUE), OWN)).isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, new ObjectLocation(lease.segment(), lease.offset(), 2, Long.MAX_VALUE), OWN))
                .isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, new ObjectLocation(lease.segment(), lease.offset(), 2, -1), OWN))
                .isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, new ObjectLocation(lease.segment(), Long.MAX_VALUE - 63, 2, 0), OWN))
                .isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, new ObjectLocation(elsewhere, lease.offset(), 2, 0), OWN))
                .isEqualTo(Outcome.NOT_LEASED);
        assertThat(core.sealAt(peerLane, id(1), place(lease, 0, 10), OWN, ids(), 0))
                .isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(1, place(lease, 64, 64), OWN)).isEqualTo(Outcome.OK);
        assertThat(sealAt(2, place(lease, 64, 64), OWN)).isEqualTo(Outcome.NOT_LEASED);
        assertThat(sealAt(2, place(lease, 0, 65), OWN)).isEqualTo(Outcome.NOT_LEASED);
        core.giveUp(lane, lease);
        assertThat(sealAt(2, place(lease, 0, 64), OWN)).isEqualTo(Outcome.NOT_LEASED);
        assertThat(core.list()).hasSize(1);
    }

    @Test
    void onlyLeasesAreGivenUpAndOnce() {
        LeasedMemory lease = lease(256);
        assertThat(core.giveUp(peerLane, lease)).isFalse();
        assertThat(core.giveUp(lane, new LeasedMemory(lease.segment(), lease.offset(), 128)))
                .isFalse();
        assertThat(core.giveUp(lane, new LeasedMemory(lease.segment(), lease.offset() + 64, 192)))
                .isFalse();
        assertThat(core.giveUp(lane, lease)).isTrue();
        assertThat(core.giveUp(lane, lease)).isFalse();
        assertNothingIsTaken();
    }

    @Test
    void leasesAreBoundedAndEvictNothing() {
        assertThat(core.lease(lane, 0)).isNull();
        assertThat(core.lease(lane, -1)).isNull();
        assertThat(core.lease(lane, CAPACITY_BYTES / 8 + 1)).isNull();
        LeasedMemory first = lease(100_000);
        assertThat(core.lease(peerLane, 30_000)).isNull();
        sealAt(1, place(first, 0, 99_000), OWN);
        assertThat(core.lease(peerLane, 30_000))
                .as("what is in objects is not leased")
                .isNotNull();
        fixture.put(peer, 2, 900_000);
        assertThat(core.lease(peerLane, 50_000))
                .as("the capacity does not matter")
                .isNotNull();
        assertThat(fixture.info(2)).isNotNull();
    }

    @Test
    void noMoreLeasesThanAnyoneNeedsAreKept() {
        for (int i = 0; i < Leases.MOST_COUNT; i++) {
            LeasedMemory lease = lease(64);
            assertThat(sealAt(1, place(lease, 0, 64), OWN)).isEqualTo(Outcome.OK);
            core.giveBack(lane, id(1));
        }
        assertThat(core.leasedBytes()).isZero();
        assertThat(core.lease(lane, 64)).isNull();
        assertThat(core.lease(peerLane, 64)).isNotNull();
    }

    @Test
    void whatObjectsOfALeaseHaveLeftIsLeasedAgainBesideIt() {
        LeasedMemory first = lease(1024);
        sealAt(1, place(first, 0, 512), OWN);
        core.giveBack(lane, id(1));
        LeasedMemory second = lease(256);
        assertThat(second.offset()).isEqualTo(first.offset());
        assertThat(sealAt(2, place(second, 64, 192), OWN)).isEqualTo(Outcome.OK);
        assertThat(sealAt(3, place(first, 512, 512), OWN)).isEqualTo(Outcome.OK);
        assertThat(sealAt(4, place(first, 256, 64), OWN)).as("free").isEqualTo(Outcome.NOT_LEASED);
        core.giveUp(lane, first);
        assertThat(core.leasedBytes()).isEqualTo(64);
        core.giveUp(lane, second);
        core.giveBack(lane, id(2));
        core.giveBack(lane, id(3));
        assertNothingIsTaken();
    }

    @Test
    void aPlaceThatIsLeasedTwiceIsGivenUpTwice() {
        LeasedMemory lease = lease(256);
        sealAt(1, place(lease, 0, 256), OWN);
        core.giveBack(lane, id(1));
        assertThat(lease(256)).isEqualTo(lease);
        assertThat(core.giveUp(lane, lease)).isTrue();
        assertThat(core.leasedBytes()).isEqualTo(256);
        assertThat(core.giveUp(lane, lease)).isTrue();
        assertThat(core.giveUp(lane, lease)).isFalse();
        assertNothingIsTaken();
    }

    @Test
    void withoutMemoryThereIsNoLeaseAndNoComplaint() {
        fixture.segments.limitBytes = 0;
        assertThat(core.lease(lane, 64)).isNull();
        assertThat(fixture.drain()).isEmpty();
    }

    @Test
    void aFullStoreEvictsForWhatIsSealed() {
        LeasedMemory lease = lease(100_000);
        fixture.put(peer, 1, 950_000);
        fixture.drain();
        assertThat(sealAt(2, place(lease, 0, 60_000), OWN)).isEqualTo(Outcome.OK);
        assertThat(fixture.drain()).containsExactly("evicted 1 objects, 950000 of 950000 bytes");
        assertThat(core.usedBytes()).isEqualTo(60_000);
        assertThat(core.isBalanced()).isTrue();
    }

    @Test
    void whereThereIsNoRoomThePlaceStaysLeasedUntilItsObjectIsReleased() {
        LeasedMemory lease = lease(100_000);
        fixture.putHeld(peer, 1, 950_000);
        assertThat(sealAt(2, place(lease, 0, 60_000), OWN)).isEqualTo(Outcome.OUT_OF_MEMORY);
        assertThat(core.list()).hasSize(1);
        assertThat(core.leasedBytes()).isEqualTo(lease.lengthBytes());
        assertThat(sealAt(3, place(lease, 0, 64), OWN))
                .as("who believes to hold 2 may read there")
                .isEqualTo(Outcome.NOT_LEASED);
        core.giveUp(lane, lease);
        assertThat(core.leasedBytes()).isEqualTo(60_032);
        assertThat(core.isBalanced()).isTrue();
        assertThat(core.heldLocations()).hasSize(2);
        core.giveBack(lane, id(2));
        assertThat(core.leasedBytes()).as("another hold").isEqualTo(60_032);
        core.giveBackAt(lane, id(2), place(lease, 0, 60_000));
        assertThat(core.leasedBytes()).isZero();
        assertThat(core.usedBytes()).isEqualTo(950_000);
        assertThat(core.isBalanced()).isTrue();
    }

    @Test
    void withoutAHoldThePlaceOfWhatFailedIsLikeTheRestOfTheLease() {
        LeasedMemory lease = lease(1000);
        fixture.put(peer, 1, 5);
        assertThat(sealAt(1, place(lease, 0, 100), Lane.HANDED)).isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(sealAt(2, place(lease, 0, 100), Lane.HANDED)).isEqualTo(Outcome.OK);
        core.giveUp(lane, lease);
        assertThat(core.leasedBytes()).isZero();
    }

    @Test
    void whatNeedsWhatFailedIsTreatedAlike() {
        LeasedMemory lease = lease(1000);
        assertThat(core.refuseAt(lane, place(lease, 0, 100), OWN)).isEqualTo(Outcome.OUT_OF_MEMORY);
        assertThat(core.refuseAt(lane, place(lease, 64, 100), OWN)).isEqualTo(Outcome.NOT_LEASED);
        assertThat(core.list()).isEmpty();
        core.giveUp(lane, lease);
        core.giveBackAt(lane, id(1), place(lease, 0, 100));
        assertNothingIsTaken();
    }

    @Test
    void aHoldEndsByItsPlaceAsByItsId() {
        LeasedMemory lease = lease(1000);
        sealAt(1, place(lease, 0, 100), OWN);
        core.giveBackAt(lane, id(1), place(lease, 0, 100));
        assertThat(core.list()).isEmpty();
        core.giveBackAt(lane, id(1), place(lease, 0, 100));
        core.giveBackAt(peerLane, id(1), place(lease, 0, 100));
        core.giveUp(lane, lease);
        assertNothingIsTaken();
    }

    @Test
    void everybodyIsToldAsOfWhatIsPublished() {
        core.subscribe(client);
        core.watch(peerLane, PREFIX);
        long ticket = fixture.await(peer, 1000, 1);
        LeasedMemory lease = lease(100_000);
        fixture.knownSegments.add(lease.segment());
        core.await(peerLane, id(2));

        sealAt(1, place(lease, 0, 20_000), OUTPUT);
        sealAt(2, place(lease, 20_032, 100), OUTPUT, 1);

        assertThat(fixture.drain())
                .containsExactly(
                        client + " sealed 1",
                        peer + " got#" + ticket + " 1",
                        peerLane + " arrived 1",
                        client + " sealed 2",
                        peerLane + " arrived 2",
                        peerLane + " attached 1",
                        peerLane + " arrived 2");
        assertThat(Objects.requireNonNull(fixture.info(1)).refCount()).isEqualTo(3);
    }

    @Test
    void theEndOfLongObjectsIsToldAndThatOfShortOnesIsNot() {
        core.watch(peerLane, PREFIX);
        LeasedMemory lease = lease(100_000);
        fixture.knownSegments.add(lease.segment());
        sealAt(1, place(lease, 0, Lane.INLINE_BYTES + 1), OUTPUT);
        sealAt(2, place(lease, 20_032, Lane.INLINE_BYTES), OUTPUT);
        fixture.drain();
        for (long number = 1; number <= 2; number++) {
            core.giveBack(lane, id(number));
            core.giveBack(peerLane, id(number));
        }
        assertThat(core.list()).isEmpty();
        assertThat(fixture.drain()).containsExactly(peerLane + " gone 1");
    }

    @Test
    void aClientThatLeavesGivesAllBackButWhatOthersHold() {
        LeasedMemory lease = lease(100_000);
        lease(1000);
        sealAt(1, place(lease, 128, 100), OWN);
        sealAt(2, place(lease, 640, 100), OWN);
        sealAt(1, place(lease, 1280, 100), OWN); // fails, and its place stays
        fixture.get(peer, 0, 2);
        core.disconnect(client);
        assertThat(core.leasedBytes()).isZero();
        assertThat(core.isBalanced()).isTrue();
        assertThat(core.list())
                .singleElement()
                .satisfies(info -> assertThat(info.id()).isEqualTo(id(2)));
        core.release(peer, id(2));
        assertNothingIsTaken();
    }

    @Test
    void aSegmentIsKeptAsLongAsSomethingIsLeasedThere() {
        LeasedMemory lease = lease(1000);
        fixture.put(peer, 1, 999_000);
        core.evict(Long.MAX_VALUE);
        fixture.put(peer, 2, 1_000_000);
        assertThat(fixture.segments.live).containsKey(lease.segment());
        assertThat(core.heldLocations())
                .containsExactly(new ObjectLocation(lease.segment(), lease.offset(), lease.lengthBytes(), 0));
        assertThat(sealAt(3, place(lease, 0, 0), OWN)).isEqualTo(Outcome.OK);
        core.giveUp(lane, lease);
        core.giveBack(lane, id(3));
        core.evict(Long.MAX_VALUE);
        assertNothingIsTaken();
    }

    @Test
    void aDeletionThatIsDueIsDoneWithTheLastHold() {
        LeasedMemory lease = lease(1000);
        sealAt(1, place(lease, 0, 100), Lane.KEPT);
        core.delete(id(1));
        assertThat(core.list()).hasSize(1);
        core.giveBack(lane, id(1));
        assertThat(core.list()).isEmpty();
        sealAt(2, place(lease, 128, 100), 0);
        assertThat(core.evictableBytes()).isEqualTo(100);
        assertThat(core.evict(1)).isEqualTo(100);
    }

    @Test
    void aStoreWithoutRoomForALeaseDoesNotMakeASegmentForEach() {
        CoreFixture full = new CoreFixture(64 << 20);
        int owner = full.core.connect();
        int ownersLane = full.core.openLane(owner);
        for (int i = 0; i < 64; i++) {
            full.putHeld(owner, 1000 + i, 1 << 20);
        }
        for (int i = 0; i < 20; i++) {
            LeasedMemory lease = Objects.requireNonNull(full.core.lease(ownersLane, 1 << 20));
            assertThat(full.core.giveUp(ownersLane, lease)).isTrue();
        }
        assertThat(full.segments.dropped)
                .as("clients keep what they have mapped")
                .isEmpty();
    }

    @Test
    void whatIsInTooManyPiecesIsNotLeasedAnyMore() {
        CoreFixture large = new CoreFixture(1 << 30);
        int owner = large.core.connect();
        int ownersLane = large.core.openLane(owner);
        large.put(owner, 1, 10);
        LeasedMemory lease = Objects.requireNonNull(large.core.lease(ownersLane, 4 << 20));
        int refused = 0;
        Outcome outcome = Outcome.OBJECT_EXISTS;
        for (long offset = 0; outcome == Outcome.OBJECT_EXISTS; offset += 128) {
            outcome = large.core.sealAt(ownersLane, id(1), place(lease, offset, 1), Lane.KEPT, ids(), 0);
            refused++;
        }
        assertThat(outcome).isEqualTo(Outcome.NOT_LEASED);
        assertThat(refused).isBetween(ClientLeases.MOST_PIECES / 2, ClientLeases.MOST_PIECES);
        large.core.disconnect(owner);
        assertThat(large.core.leasedBytes()).isZero();
        assertThat(large.core.isBalanced()).isTrue();
    }
}
