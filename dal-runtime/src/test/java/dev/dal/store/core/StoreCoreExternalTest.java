package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The external store (plasma-store.md section 7.7), without its defects of section 8. */
class StoreCoreExternalTest {

    private final FakeExternal external = new FakeExternal();
    private final CoreFixture store = new CoreFixture(100_000, external);
    private final StoreCore core = store.core;
    private final int one = core.connect();
    private final int two = core.connect();

    /** Remembers sizes; refuses when told so. */
    private static final class FakeExternal implements ExternalStore {
        final Map<ObjectId, Long> copies = new HashMap<>();
        boolean full;
        boolean unreadable;

        @Override
        public boolean write(ObjectId id, ObjectLocation location) {
            assertThat(location.segment()).isPositive();
            if (!full) {
                copies.put(id, location.dataSize() * 1_000_000 + location.metadataSize());
            }
            return !full;
        }

        @Override
        public boolean restore(ObjectId id, ObjectLocation location) {
            assertThat(copies).containsEntry(id, location.dataSize() * 1_000_000 + location.metadataSize());
            if (!unreadable) {
                copies.remove(id);
            }
            return !unreadable;
        }

        @Override
        public void remove(ObjectId id) {
            assertThat(copies.remove(id)).isNotNull();
        }
    }

    @Test
    void aLaneThatCannotMakeWhatIsEvictedReleasesNothing() {
        int lane = core.openLane(two);
        store.put(one, 1, 1000);
        core.evict(1);
        assertThat(core.publish(lane, new Written(id(1), 5), Lane.KEPT, List.of(), store.nowSeconds))
                .isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(store.got(one, 1)).containsExactly(true);
        core.release(one, id(1));
        core.await(lane, id(1));
        core.giveBack(lane, id(1));
        assertThat(store.info(1).refCount()).isEqualTo(1);
        core.giveBack(lane, id(1));
        assertThat(store.info(1).refCount()).isZero();
    }

    @Test
    void whatIsEvictedStaysVisibleAndNobodyIsTold() {
        core.subscribe(two);
        store.put(one, 1, 1000);
        store.drain();
        assertThat(core.evict(1)).isEqualTo(1000);

        assertThat(store.drain()).isEmpty();
        assertThat(external.copies).containsOnlyKeys(id(1));
        assertThat(core.usedBytes()).isZero();
        assertThat(core.contains(id(1))).isTrue();
        assertThat(store.create(one, 1, 10)).isEqualTo(CreateResult.EXISTS);
        assertThat(store.seal(one, 1)).isEqualTo(Outcome.OBJECT_EXISTS);
        assertThat(core.abort(one, id(1))).isFalse();
        assertThat(core.release(one, id(1))).isFalse();
        ObjectInfo info = store.info(1);
        assertThat(info.sealed()).isTrue();
        assertThat(info.dataSize()).isEqualTo(1000);
        assertThat(info.refCount()).isZero();
        assertThat(core.heldLocations()).isEmpty();
        core.subscribe(one);
        assertThat(store.drain()).isEmpty();
    }

    @Test
    void aGetBringsItBack() {
        store.put(one, 1, 1000);
        core.evict(1);
        store.nowSeconds += 50;
        core.subscribe(two);
        ObjectLocation location = store.get(one, 0, 1).get(0);

        assertThat(location.dataSize()).isEqualTo(1000);
        assertThat(core.usedBytes()).isEqualTo(1000);
        assertThat(external.copies).isEmpty();
        assertThat(store.drain()).isEmpty();
        ObjectInfo info = store.info(1);
        assertThat(info.refCount()).isEqualTo(1);
        assertThat(info.createTimeSeconds()).isEqualTo(store.nowSeconds);
        assertThat(info.constructDurationSeconds()).isZero();
        assertThat(info.digest()).isZero();
        core.release(one, id(1));
        assertThat(core.evict(1)).isEqualTo(1000);
        assertThat(store.got(one, 1)).containsExactly(true);
    }

    @Test
    void metadataComeBackToo() {
        core.create(one, id(1), 100, 23, true, 0);
        store.seal(one, 1);
        core.release(one, id(1));
        core.evict(1);
        ObjectLocation location = store.get(one, 0, 1).get(0);
        assertThat(location.metadataSize()).isEqualTo(23);
        assertThat(location.metadataOffset()).isEqualTo(location.dataOffset() + 100);
    }

    @Test
    void twentyObjectsAreReadBackInOrderThroughAStoreOfTen() {
        for (int i = 0; i < 20; i++) {
            store.put(one, i, 10_000);
            assertThat(core.contains(id(i))).isTrue();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(store.got(one, i)).as("object %d", i).containsExactly(true);
            core.release(one, id(i));
        }
        assertThat(core.list()).hasSize(20);
        assertThat(core.usedBytes()).isLessThanOrEqualTo(100_000);
    }

    @Test
    void oneGetForMoreThanIsHereAndOutsideTogether() {
        for (int i = 0; i < 12; i++) {
            store.put(one, i, 10_000);
        }
        // Those that are here must not be evicted for those that are outside.
        assertThat(store.got(two, 11, 0, 10, 1, 9, 2)).containsOnly(true);
        assertThat(core.list().stream().filter(info -> info.refCount() == 1)).hasSize(6);
    }

    @Test
    void withoutRoomAGetWithoutTimeFindsNothing() {
        store.put(one, 1, 60_000);
        core.evict(1);
        store.putHeld(one, 2, 60_000);
        assertThat(store.got(two, 1)).containsExactly(false);
        assertThat(core.contains(id(1))).isTrue();
        assertThat(external.copies).containsOnlyKeys(id(1));
    }

    @Test
    void aGetThatWaitsIsServedOnceThereIsRoom() {
        store.put(one, 1, 60_000);
        core.evict(1);
        store.putHeld(one, 2, 60_000);
        store.create(one, 3, 1);
        store.drain();
        store.await(two, -1, 1);
        core.abort(one, id(3));
        assertThat(store.drain()).isEmpty();
        core.release(one, id(2));
        assertThat(store.drain()).containsExactly("evicted 1 objects, 60000 of 60000 bytes", "1 got#1 1");
        assertThat(external.copies).containsOnlyKeys(id(2));
    }

    @Test
    void severalThatWaitAreServedTogetherAndThoseThatLeftAreNot() {
        store.put(one, 1, 60_000);
        core.evict(1);
        store.putHeld(one, 2, 60_000);
        store.await(one, 5, 1);
        store.await(two, -1, 1);
        store.pass(5);
        assertThat(store.drain()).containsExactly("0 got#1 -");
        core.disconnect(two);
        core.release(one, id(2));
        assertThat(store.drain()).isEmpty();
        assertThat(external.copies).containsOnlyKeys(id(1));
    }

    @Test
    void oneThatIsBroughtBackServesAllWhoWait() {
        store.put(one, 1, 60_000);
        core.evict(1);
        store.putHeld(one, 2, 60_000);
        store.await(two, -1, 1, 3);
        core.release(one, id(2));
        store.drain();
        store.put(one, 3, 1);
        assertThat(store.drain()).containsExactly("1 got#1 1 3");
    }

    @Test
    void deletingTakesTheCopyOutsideToo() {
        core.subscribe(two);
        store.put(one, 1, 1000);
        core.evict(1);
        store.drain();
        assertThat(core.delete(id(1))).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.drain()).containsExactly("1 deleted 1");
        assertThat(external.copies).isEmpty();
        assertThat(core.contains(id(1))).isFalse();
        store.put(one, 1, 5);
        assertThat(store.info(1).dataSize()).isEqualTo(5);
    }

    @Test
    void aDeferredDeletionDeletes() {
        store.putHeld(one, 1, 1000);
        assertThat(core.delete(id(1))).isEqualTo(DeleteOutcome.DEFERRED_IN_USE);
        core.release(one, id(1));
        assertThat(core.exists(id(1))).isFalse();
        assertThat(external.copies).isEmpty();
    }

    @Test
    void whatCannotBeWrittenStaysAndTheRequestIsRefused() {
        store.put(one, 1, 60_000);
        external.full = true;
        assertThat(store.create(one, 2, 60_000)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(core.evict(1)).isZero();
        assertThat(core.usedBytes()).isEqualTo(60_000);
        assertThat(store.got(one, 1)).containsExactly(true);
    }

    @Test
    void aQuotaDoesNotEvictWhatCannotBeWritten() {
        core.setQuota(one, "q", 1000);
        store.put(one, 1, 1000);
        external.full = true;
        assertThat(store.create(one, 2, 1000)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        external.full = false;
        store.put(one, 2, 1000);
        assertThat(external.copies).containsOnlyKeys(id(1));
        // What comes back is charged to nobody.
        store.got(one, 1);
        core.release(one, id(1));
        assertThat(core.evict(1)).isEqualTo(1000);
    }

    @Test
    void whatCannotBeReadIsMissingAndTakesNoRoom() {
        store.put(one, 1, 1000);
        core.evict(1);
        external.unreadable = true;
        assertThat(store.got(one, 1)).containsExactly(false);
        assertThat(core.usedBytes()).isZero();
        external.unreadable = false;
        assertThat(store.got(one, 1)).containsExactly(true);
    }

    @Test
    void emptyObjectsGoAndComeBack() {
        store.put(one, 1, 0);
        store.put(one, 2, 1);
        assertThat(core.evict(1)).isEqualTo(1);
        assertThat(external.copies).hasSize(2);
        assertThat(store.got(one, 1, 2)).containsOnly(true);
    }
}
