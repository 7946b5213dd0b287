package dev.dal.store.core;

import static dev.dal.store.core.CoreFixture.id;
import static dev.dal.store.core.CoreFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StoreCoreEvictionTest {

    private static final long MIB = 1 << 20;

    private final CoreFixture store = new CoreFixture(100_000);
    private final StoreCore core = store.core;
    private final int one = core.connect();
    private final int two = core.connect();

    @Test
    void evictsInTheOrderOfTheLastRelease() {
        for (int i = 1; i <= 5; i++) {
            store.put(one, i, 100);
        }
        store.got(one, 1, 3);
        core.release(one, id(3));
        core.release(one, id(1));
        core.subscribe(two);
        store.drain();

        assertThat(core.evict(401)).isEqualTo(500);
        assertThat(store.drain())
                .containsExactly("1 deleted 2", "1 deleted 4", "1 deleted 5", "1 deleted 3", "1 deleted 1");
    }

    @Test
    void evictsExactlyAsMuchAsAskedFor() {
        store.put(one, 1, 996);
        store.put(one, 2, 995);
        store.put(one, 3, 994);

        assertThat(core.evict(0)).isZero();
        assertThat(core.evict(996)).isEqualTo(996);
        assertThat(core.evict(996)).isEqualTo(995 + 994);
        assertThat(core.evict(1)).isZero();
    }

    @Test
    void evictsEmptyObjectsOnTheWay() {
        for (int i = 1; i <= 9; i++) {
            store.put(one, i, 0);
        }
        store.put(one, 10, 7);
        store.put(one, 11, 0);
        core.subscribe(two);
        store.drain();

        assertThat(core.evict(1)).isEqualTo(7);
        assertThat(store.drain()).hasSize(10).first().isEqualTo("1 deleted 1");
        assertThat(core.contains(id(11))).isTrue();
        assertThat(core.evict(0)).isZero();
        assertThat(core.contains(id(11))).isTrue();
    }

    @Test
    void readsTheWantedBytesAsUnsigned() {
        store.put(one, 1, 10);

        assertThat(core.evict(-1)).isEqualTo(10);
    }

    @Test
    void neverEvictsWhatIsHeldOrUnsealed() {
        store.putHeld(one, 1, 10);
        store.create(one, 2, 10);
        store.put(one, 3, 10);

        assertThat(core.evict(1000)).isEqualTo(10);
        assertThat(core.contains(id(1))).isTrue();
        assertThat(core.exists(id(2))).isTrue();
    }

    @Test
    void refreshMakesObjectsTheLastToGo() {
        for (int i = 1; i <= 4; i++) {
            store.put(one, i, 10);
        }
        store.putHeld(one, 5, 10);

        core.refreshLru(ids(1, 5, 99, 2));
        core.evict(20);

        assertThat(core.contains(id(1))).isTrue();
        assertThat(core.contains(id(2))).isTrue();
        assertThat(core.contains(id(3))).isFalse();
        assertThat(core.contains(id(4))).isFalse();
        core.evict(10);
        assertThat(core.contains(id(1))).isFalse();
    }

    @Test
    void freesAFifthOfTheCapacityAtATime() {
        for (int i = 1; i <= 10; i++) {
            store.put(one, i, 10_000);
        }
        core.subscribe(two);
        store.drain();

        store.put(one, 11, 10_000);

        assertThat(store.drain())
                .containsExactly(
                        "1 deleted 1", "1 deleted 2", "evicted 2 objects, 20000 of 100000 bytes", "1 sealed 11");
        assertThat(core.usedBytes()).isEqualTo(90_000);
    }

    @Test
    void freesMoreThanAFifthWhereThatIsMissing() {
        for (int i = 1; i <= 10; i++) {
            store.put(one, i, 10_000);
        }

        store.put(one, 11, 35_000);

        assertThat(core.usedBytes()).isEqualTo(95_000);
        assertThat(store.drain()).containsExactly("evicted 4 objects, 40000 of 100000 bytes");
    }

    @Test
    void evictsNothingWhereThatIsNotAllowedOrCannotHelp() {
        store.put(one, 1, 50_000);
        store.putHeld(one, 2, 20_000);
        store.drain();

        assertThat(core.create(one, id(3), 40_000, 0, false, 0)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(core.create(one, id(3), 80_001, 0, true, 0)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(core.create(one, id(3), 100_001, 0, true, 0)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(core.contains(id(1))).isTrue();
        assertThat(store.drain()).isEmpty();

        assertThat(core.create(one, id(3), 80_000, 0, true, 0).outcome()).isEqualTo(Outcome.OK);
        assertThat(core.contains(id(1))).isFalse();
    }

    @Test
    void storeIsFullAsInTheOriginalTestProgram() {
        // Half of the store pinned: a bit more than half does not fit, fifths evict one another.
        store.putHeld(one, 1, 50_000);
        assertThat(store.create(one, 2, 50_009)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        for (int i = 0; i < 20; i++) {
            store.put(one, 100 + i, 20_000);
        }
        store.putHeld(one, 3, 20_000);
        for (int i = 0; i < 20; i++) {
            store.put(one, 200 + i, 30_000);
        }
        assertThat(store.create(one, 4, 30_001)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        store.putHeld(one, 5, 10_000);
        for (int i = 0; i < 20; i++) {
            store.put(one, 300 + i, 20_000);
        }
        assertThat(store.create(one, 6, 20_001)).isEqualTo(CreateResult.OUT_OF_MEMORY);
    }

    @Test
    void anObjectOfExactlyTheCapacityFitsAfterHundredsOfRandomOnes() {
        CoreFixture large = new CoreFixture(100 * MIB);
        int client = large.core.connect();
        Random random = new Random(5);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 400; i++) {
                large.put(client, 10_000L * round + i, random.nextInt((int) MIB));
            }
            large.put(client, 999_999 + round, 100 * MIB);
            assertThat(large.core.usedBytes()).isEqualTo(100 * MIB);
            assertThat(large.segments.totalBytes()).isLessThanOrEqualTo(101 * MIB);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(large.create(client, 7, 100 * MIB + 9000)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        }
    }

    @Test
    void objectsThatAddUpToTheCapacityAllFit() {
        for (int i = 0; i < 1000; i++) {
            store.putHeld(one, i, 100);
        }
        assertThat(core.usedBytes()).isEqualTo(100_000);
        assertThat(store.create(one, 1000, 1)).isEqualTo(CreateResult.OUT_OF_MEMORY);
    }

    @Test
    void tinyObjectsFitEvenThoughEachTakes64Bytes() {
        CoreFixture tiny = new CoreFixture(10_000);
        int client = tiny.core.connect();
        for (int i = 0; i < 10_000; i++) {
            tiny.putHeld(client, i, 1);
        }
        assertThat(tiny.core.usedBytes()).isEqualTo(10_000);
        assertThat(tiny.core.reservedBytes()).isBetween(640_000L, 1_070_000L);
    }

    @Test
    void memoryThatCannotBeHadIsOutOfMemoryWithTheReasonTold() {
        store.segments.limitBytes = 20_000;

        assertThat(store.create(one, 1, 50_000)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(store.drain()).containsExactly("refused 50000: wanted=53248 limit=20000");
        store.put(one, 2, 15_000);
        assertThat(core.usedBytes()).isEqualTo(15_000);
    }

    @Test
    void evictsWhereMemoryCannotBeHad() {
        store.segments.limitBytes = 20_480;
        store.put(one, 1, 15_000);

        assertThat(core.create(one, id(2), 15_000, 0, false, 0)).isEqualTo(CreateResult.OUT_OF_MEMORY);
        assertThat(core.contains(id(1))).isTrue();
        store.drain();
        assertThat(store.create(one, 2, 15_000).outcome()).isEqualTo(Outcome.OK);
        assertThat(store.drain()).containsExactly("evicted 1 objects, 15000 of 15000 bytes");
    }

    @Test
    void reservesNoMoreThanTwiceTheCapacityHoweverFragmented() {
        CoreFixture fragmented = new CoreFixture(64 * MIB);
        int client = fragmented.core.connect();
        // Every second of many small objects is held, so that no range of some size is free.
        for (int i = 0; i < 64 * 1024; i++) {
            fragmented.put(client, i, 1000);
        }
        for (int i = 0; i < 64 * 1024; i += 2) {
            fragmented.got(client, i);
        }
        fragmented.core.evict(Long.MAX_VALUE);
        long held = fragmented.core.usedBytes();

        assertThat(fragmented.create(client, 1_000_000, 64 * MIB - held).outcome())
                .isEqualTo(Outcome.OK);
        assertThat(fragmented.core.usedBytes()).isEqualTo(64 * MIB);
        assertThat(fragmented.core.reservedBytes()).isLessThanOrEqualTo(129 * MIB);
    }

    @Test
    void debugTextShowsTheNumbers() {
        for (int i = 1; i <= 10; i++) {
            store.put(one, i, 10_000);
        }
        store.put(one, 11, 7_381);
        store.got(one, 3);

        assertThat(core.debugText().lines())
                .containsExactly(
                        "num clients with quota: 0",
                        "quota map size: 0",
                        "pinned quota map size: 0",
                        "allocated bytes: 87381",
                        "allocation limit: 100000",
                        "pinned bytes: 10000",
                        "(global lru) capacity: 100000",
                        "(global lru) used: 77.381%",
                        "(global lru) num objects: 8",
                        "(global lru) num evictions: 2",
                        "(global lru) bytes evicted: 20000");
    }

    @Test
    void percentagesArePrintedAsTheOriginalDoes() {
        assertThat(DebugText.percent(10, 10)).isEqualTo("0");
        assertThat(DebugText.percent(0, 10)).isEqualTo("100");
        assertThat(DebugText.percent(10_000_000 - 4_194_310, 10_000_000)).isEqualTo("41.9431");
        assertThat(DebugText.percent(2, 3)).isEqualTo("33.3333");
        assertThat(DebugText.percent(999_999, 1_000_000)).isEqualTo("0.0001");
        assertThat(DebugText.percent(9_999_999, 10_000_000)).isEqualTo("1e-05");
        assertThat(DebugText.percent(100_000_000_000L - 123, 100_000_000_000L)).isEqualTo("1.23e-07");
        assertThat(DebugText.percent(0, 0)).isEqualTo("-nan");
        assertThat(DebugText.percent(-5, 10)).isEqualTo("150");
        assertThat(DebugText.percent(-123_456_789, 10)).isEqualTo("1.23457e+09");
        assertThat(DebugText.percent(-10, 0)).isEqualTo("inf");
    }
}
