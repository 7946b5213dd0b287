package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;
import static dev.dal.store.core.CoreFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.store.DeleteOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Quotas (plasma-store.md sections 4.14 and 7.5), with the numbers of the original test program client_tests.cc. */
class StoreCoreQuotaTest {

    private static final long MIB = 1 << 20;

    private final CoreFixture store = new CoreFixture(10_000_000);
    private final StoreCore core = store.core;
    private final int local = core.connect();
    private final int other = core.connect();

    private void reserve(int client, long quotaBytes) {
        assertThat(core.setQuota(client, "local", quotaBytes)).isEqualTo(QuotaOutcome.RESERVED);
    }

    private List<String> debugLines() {
        return core.debugText().lines().toList();
    }

    @Test
    void theSecondObjectOverTheQuotaEvictsTheFirst() {
        reserve(local, 5 * MIB);
        store.put(local, 1, 3 * MIB + 1);
        assertThat(core.contains(id(1))).isTrue();

        store.put(local, 2, 3 * MIB + 1);
        assertThat(core.contains(id(1))).isFalse();
        assertThat(core.contains(id(2))).isTrue();

        assertThat(store.create(local, 3, 7 * MIB)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(store.drain()).containsExactly("0 wanted 7340032 of 5242880 bytes");
        assertThat(core.contains(id(2))).isTrue();
        store.put(local, 3, 4 * MIB);
        assertThat(core.contains(id(2))).isFalse();
    }

    @Test
    void aQuotaProtectsFromOthersAndOthersFromIt() {
        reserve(local, 5 * MIB);
        store.put(local, 1, 3 * MIB);
        for (int i = 0; i < 10; i++) {
            store.put(other, 100 + i, 3 * MIB);
        }
        assertThat(core.contains(id(1))).isTrue();

        store.put(other, 200, 3 * MIB);
        store.got(other, 200);
        core.release(other, id(200));
        for (int i = 0; i < 10; i++) {
            store.put(local, 300 + i, 3 * MIB);
        }
        assertThat(core.contains(id(200))).isTrue();
    }

    @Test
    void withoutAQuotaTheObjectGoes() {
        store.put(local, 1, 3 * MIB);
        for (int i = 0; i < 10; i++) {
            store.put(other, 100 + i, 3 * MIB);
        }
        assertThat(core.contains(id(1))).isFalse();
    }

    @Test
    void allQuotasTogetherLeaveThreeTenths() {
        assertThat(core.setQuota(local, "a", 8 * MIB)).isEqualTo(QuotaOutcome.TOO_LARGE);
        assertThat(core.setQuota(local, "b", 5 * MIB)).isEqualTo(QuotaOutcome.RESERVED);
        assertThat(core.setQuota(local, "c", 1)).isEqualTo(QuotaOutcome.SET_ALREADY);
        assertThat(core.setQuota(other, "d", 3 * MIB)).isEqualTo(QuotaOutcome.TOO_LARGE);
        assertThat(core.setQuota(other, "e", MIB)).isEqualTo(QuotaOutcome.RESERVED);
        // The names of refused requests never appear.
        assertThat(core.debugText())
                .contains("(b) capacity: 5242880\n", "(e) capacity: 1048576\n")
                .doesNotContain("(a)", "(c)", "(d)");
    }

    @Test
    void exactlySevenTenthsAreGivenAway() {
        assertThat(core.setQuota(local, "a", 7_000_001)).isEqualTo(QuotaOutcome.TOO_LARGE);
        assertThat(core.setQuota(local, "a", 7_000_000)).isEqualTo(QuotaOutcome.RESERVED);
        assertThat(core.commonBytes()).isEqualTo(3_000_000);
    }

    @Test
    void numbersBeyondAllSenseAreRefused() {
        assertThat(core.setQuota(local, "a", Long.MAX_VALUE)).isEqualTo(QuotaOutcome.TOO_LARGE);
        assertThat(core.setQuota(local, "a", Long.MIN_VALUE)).isEqualTo(QuotaOutcome.TOO_LARGE);
        assertThat(core.setQuota(local, "a", -Long.MAX_VALUE)).isEqualTo(QuotaOutcome.TOO_LARGE);
    }

    @Test
    void aQuotaOfZeroIsNotUnlimited() {
        reserve(local, 0);
        assertThat(store.create(local, 1, 1)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        store.put(local, 2, 0);
        assertThat(core.contains(id(2))).isTrue();
        assertThat(debugLines()).contains("(local) capacity: 0", "(local) used: -nan%", "(local) num objects: 1");
    }

    @Test
    void aNegativeQuotaIsAcceptedAndRaisesTheNumberOfTheOthers() {
        reserve(local, -1000);
        assertThat(debugLines()).contains("(global lru) capacity: 10001000", "(local) capacity: -1000");
        assertThat(store.create(local, 1, 0)).isEqualTo(CreateResult.OUT_OF_MEMORY);
    }

    @Test
    void heldObjectsOverTheQuotaAreHandedOverToEverybodyAndGoFirst() {
        reserve(local, 5 * MIB);
        store.putHeld(local, 1, 3 * MIB);
        // Object 1 is held: it leaves the quota without being evicted.
        store.put(local, 2, 3 * MIB);
        assertThat(core.contains(id(1))).isTrue();
        assertThat(debugLines())
                .contains(
                        "quota map size: 1",
                        "pinned quota map size: 0",
                        "pinned bytes: 3145728",
                        "(global lru) num objects: 0",
                        "(local) num objects: 1",
                        "(local) num evictions: 1",
                        "(local) bytes evicted: 3145728");
        core.release(local, id(1));
        assertThat(debugLines()).contains("(global lru) num objects: 1");
        assertThat(core.evict(1)).isEqualTo(3 * MIB);
        assertThat(core.contains(id(1))).isFalse();
        assertThat(core.contains(id(2))).isTrue();
    }

    @Test
    void theListIsInTheOrderOfCreationAndChangedByRefreshAlone() {
        reserve(local, 3000);
        store.put(local, 1, 1000);
        store.put(local, 2, 1000);
        store.put(local, 3, 1000);
        // Use does not matter.
        store.got(other, 1);
        core.release(other, id(1));
        store.put(local, 4, 1000);
        assertThat(core.contains(id(1))).isFalse();
        core.refreshLru(ids(2, 77));
        store.put(local, 5, 1000);
        assertThat(core.contains(id(2))).isTrue();
        assertThat(core.contains(id(3))).isFalse();
    }

    @Test
    void objectsOfAQuotaAreNotEvictedByOthers() {
        reserve(local, 5000);
        store.put(local, 1, 1000);
        store.put(other, 2, 1000);
        assertThat(core.evict(Long.MAX_VALUE)).isEqualTo(1000);
        assertThat(core.contains(id(1))).isTrue();
        assertThat(core.evictableBytes()).isZero();
    }

    @Test
    void othersMayFillTheWholeCapacityAndThenTheQuotaIsOfNoUse() {
        reserve(local, 5 * MIB);
        store.putHeld(other, 1, 10_000_000);
        assertThat(store.create(local, 2, 1)).isEqualTo(CreateResult.OUT_OF_MEMORY);
    }

    @Test
    void aRefusedCreateEvictsNothing() {
        reserve(local, 5 * MIB);
        store.put(local, 1, 4 * MIB);
        store.putHeld(other, 2, 10_000_000 - 4 * MIB);
        assertThat(store.create(local, 3, 5 * MIB)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(core.contains(id(1))).isTrue();
        assertThat(store.create(local, 3, 4 * MIB).outcome()).isEqualTo(Outcome.OK);
        assertThat(core.contains(id(1))).isFalse();
    }

    @Test
    void withoutEvictionTheQuotaIsNotChecked() {
        reserve(local, 1000);
        assertThat(core.create(local, id(1), 5000, 0, false, 0).outcome()).isEqualTo(Outcome.OK);
        assertThat(debugLines()).contains("(local) used: 500%", "(local) num objects: 1");
        // Charged nevertheless: the next one makes it leave the list.
        assertThat(core.create(local, id(2), 1000, 0, true, 0).outcome()).isEqualTo(Outcome.OK);
        assertThat(core.exists(id(1))).isTrue();
        assertThat(debugLines()).contains("(local) used: 100%", "(local) num objects: 1");
    }

    @Test
    void abortedAndDeletedObjectsAreNoLongerCharged() {
        reserve(local, 1000);
        for (int i = 0; i < 5; i++) {
            assertThat(store.create(local, 1, 1000).outcome()).isEqualTo(Outcome.OK);
            core.abort(local, id(1));
        }
        store.put(local, 1, 1000);
        assertThat(core.delete(id(1))).isEqualTo(DeleteOutcome.DELETED);
        assertThat(debugLines()).contains("quota map size: 0", "(local) used: 0%");
    }

    @Test
    void aClientThatLeavesGivesItsQuotaBackAndItsObjectsBecomeEvictable() {
        reserve(local, 5 * MIB);
        store.put(local, 1, 1000);
        store.put(local, 2, 1000);
        store.putHeld(local, 3, 1000);
        store.create(local, 4, 1000);
        store.putHeld(local, 5, 1000);
        store.got(other, 5);
        core.disconnect(local);

        assertThat(debugLines())
                .contains(
                        "num clients with quota: 0",
                        "quota map size: 0",
                        "pinned quota map size: 0",
                        "allocated bytes: 4000",
                        "(global lru) capacity: 10000000",
                        "(global lru) num objects: 3")
                .hasSize(11);
        core.subscribe(other);
        store.drain();
        core.evict(Long.MAX_VALUE);
        assertThat(store.drain()).containsExactly("1 deleted 1", "1 deleted 2", "1 deleted 3");
    }

    @Test
    void theDebugTextHasTheNumbersOfTheOriginalTestProgram() {
        assertThat(debugLines()).contains("(global lru) used: 0%", "(global lru) capacity: 10000000");
        store.put(other, 1, 4 * MIB);
        assertThat(debugLines()).contains("(global lru) used: 41.943%");
        reserve(local, 4 * MIB + 6);
        // Reserved quotas count as used by the others.
        assertThat(debugLines()).contains("(global lru) used: 83.8861%", "(global lru) capacity: 5805690");
        store.put(local, 2, MIB);
        store.putHeld(local, 3, MIB);
        assertThat(debugLines())
                .containsExactly(
                        "num clients with quota: 1",
                        "quota map size: 2",
                        "pinned quota map size: 1",
                        "allocated bytes: 6291456",
                        "allocation limit: 10000000",
                        "pinned bytes: 1048576",
                        "(global lru) capacity: 5805690",
                        "(global lru) used: 83.8861%",
                        "(global lru) num objects: 1",
                        "(global lru) num evictions: 0",
                        "(global lru) bytes evicted: 0",
                        "(local) capacity: 4194310",
                        "(local) used: 49.9999%",
                        "(local) num objects: 2",
                        "(local) num evictions: 0",
                        "(local) bytes evicted: 0");
    }

    @Test
    void aBatchIsChargedToo() {
        reserve(local, 25);
        assertThat(core.createAndSeal(local, FakeInlineObject.batch(1, 2), true, 0))
                .isEqualTo(Outcome.OK);
        assertThat(core.createAndSeal(local, FakeInlineObject.batch(3), true, 0))
                .isEqualTo(Outcome.OK);
        assertThat(core.contains(id(1))).isFalse();
        assertThat(core.contains(id(2))).isTrue();
        assertThat(core.contains(id(3))).isTrue();
    }

    @Test
    void aDeferredDeletionOfAChargedObjectIsDone() {
        reserve(local, 1000);
        store.putHeld(local, 1, 10);
        assertThat(core.delete(id(1))).isEqualTo(DeleteOutcome.DEFERRED_IN_USE);
        core.release(local, id(1));
        assertThat(core.exists(id(1))).isFalse();
        assertThat(debugLines()).contains("quota map size: 0");
    }
}
