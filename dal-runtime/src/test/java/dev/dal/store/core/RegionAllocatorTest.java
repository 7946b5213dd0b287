package dev.dal.store.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegionAllocatorTest {

    private static final long MIB = 1 << 20;

    private final FakeSegments segments = new FakeSegments();

    private RegionAllocator allocator(long capacityBytes) {
        return new RegionAllocator(new SegmentPolicy(capacityBytes), segments);
    }

    @Test
    void everyPlaceIsAlignedAndItsOwnEvenAnEmptyOne() throws Exception {
        RegionAllocator allocator = allocator(MIB);

        assertThat(allocator.allocate(105).offset()).isZero();
        assertThat(allocator.allocate(0).offset()).isEqualTo(128);
        assertThat(allocator.allocate(1).offset()).isEqualTo(192);
        assertThat(allocator.allocate(64).offset()).isEqualTo(256);
        assertThat(allocator.allocate(65).offset()).isEqualTo(320);
        assertThat(allocator.allocate(0).offset()).isEqualTo(448);
    }

    @Test
    void aPlaceIsCutInTwoThatGoApart() throws Exception {
        RegionAllocator allocator = allocator(MIB);
        Block first = allocator.allocate(192);
        Block behind = allocator.allocate(64);
        Block rest = allocator.cut(first, 64);
        assertThat(rest.offset()).isEqualTo(64);
        assertThat(rest.sizeBytes()).isEqualTo(128);
        assertThat(first.sizeBytes()).isEqualTo(64);
        allocator.free(first);
        assertThat(allocator.allocate(64).offset()).isZero();
        allocator.free(rest);
        assertThat(allocator.allocate(128).offset()).isEqualTo(64);
        assertThat(behind.offset()).isEqualTo(192);
    }

    @Test
    void joinsFreeNeighbours() throws Exception {
        RegionAllocator allocator = allocator(MIB);
        Block first = allocator.allocate(64);
        Block second = allocator.allocate(64);
        Block third = allocator.allocate(64);
        Block last = allocator.allocate(64);
        allocator.free(first);
        allocator.free(third);
        allocator.free(second);

        assertThat(allocator.allocate(192).offset()).isZero();
        assertThat(last.offset()).isEqualTo(192);
    }

    @Test
    void prefersUsedMemoryToTheUntouchedEnd() throws Exception {
        RegionAllocator allocator = allocator(MIB);
        Block large = allocator.allocate(MIB / 2);
        allocator.allocate(MIB / 4);
        allocator.free(large);

        // The end of the segment would fit more tightly.
        assertThat(allocator.allocate(MIB / 8).offset()).isZero();
    }

    @Test
    void takesThePlaceFreedLastOfEqualOnes() throws Exception {
        RegionAllocator allocator = allocator(MIB);
        Block first = allocator.allocate(1000);
        allocator.allocate(64);
        Block second = allocator.allocate(1000);
        allocator.allocate(64);
        long firstOffset = first.offset();
        allocator.free(second);
        allocator.free(first);

        assertThat(allocator.allocate(1000).offset()).isEqualTo(firstOffset);
    }

    @Test
    void fillsASegmentToTheLastByte() throws Exception {
        RegionAllocator allocator = allocator(12_288);

        assertThat(allocator.allocate(12_288).offset()).isZero();
        assertThat(segments.made).containsExactly(12_288L);
    }

    @Test
    void neverJoinsSegments() throws Exception {
        RegionAllocator allocator = allocator(2 * MIB);
        Block first = allocator.allocate(2 * MIB);
        Block second = allocator.allocate(MIB);
        allocator.free(first);
        allocator.free(second);

        allocator.allocate(2 * MIB);

        assertThat(first.segmentKey()).isEqualTo(1);
        assertThat(segments.made).containsExactly(2 * MIB, MIB);
        assertThat(segments.dropped).isEmpty();
    }

    @Test
    void dropsFreeSegmentsBeforeItMakesALargerOne() throws Exception {
        RegionAllocator allocator = allocator(100 * MIB);
        Block small = allocator.allocate(64 * MIB);
        Block rest = allocator.allocate(36 * MIB);
        allocator.free(small);
        allocator.free(rest);
        assertThat(segments.live).containsOnlyKeys(1, 2);

        Block all = allocator.allocate(100 * MIB);

        assertThat(segments.dropped).containsExactly(2, 1);
        assertThat(segments.live).containsExactly(Map.entry(3, 100 * MIB));
        assertThat(all.offset()).isZero();
        assertThat(allocator.reservedBytes()).isEqualTo(100 * MIB);
    }

    @Test
    void keepsAFreeSegmentThatIsLargeEnough() throws Exception {
        RegionAllocator allocator = allocator(100 * MIB);
        allocator.free(allocator.allocate(64 * MIB));

        allocator.allocate(64 * MIB);

        assertThat(segments.made).hasSize(1);
    }

    @Test
    void takesASmallerSegmentWhereTheWantedOneIsRefused() throws Exception {
        segments.limitBytes = 70 * MIB;
        RegionAllocator allocator = allocator(1000 * MIB);
        allocator.allocate(64 * MIB);

        allocator.allocate(5 * MIB);

        assertThat(segments.made).containsExactly(64 * MIB, 5 * MIB);
        assertThatExceptionOfType(SegmentRefusedException.class)
                .isThrownBy(() -> allocator.allocate(2 * MIB))
                .withMessage("wanted=2097152 limit=73400320");
        assertThat(allocator.reservedBytes()).isEqualTo(69 * MIB);
    }

    @Test
    void refusesSizesThatNoSegmentCanHave() {
        assertThatExceptionOfType(SegmentRefusedException.class)
                .isThrownBy(() -> allocator(Long.MAX_VALUE).allocate(Long.MAX_VALUE))
                .withMessageStartingWith("size=9223372036854775807 limit=");
    }

    @Test
    void neverOverlapsAndJoinsEverythingInTheEnd() throws Exception {
        long seed = 815;
        Random random = new Random(seed);
        RegionAllocator allocator = allocator(64 * MIB);
        List<Block> live = new ArrayList<>();
        Map<Integer, TreeMap<Long, Long>> places = new TreeMap<>();
        for (int step = 0; step < 200_000; step++) {
            boolean filling = step / 20_000 % 2 == 0;
            if (live.isEmpty() || random.nextInt(10) < (filling ? 6 : 4)) {
                long size = random.nextInt(20) == 0 ? random.nextInt((int) MIB) : random.nextInt(3000);
                Block block = tryAllocate(allocator, size);
                if (block != null) {
                    live.add(block);
                    occupy(places, block, size, "seed " + seed + " step " + step);
                }
            } else {
                Block block = live.remove(random.nextInt(live.size()));
                places.get(block.segmentKey()).remove(block.offset());
                allocator.free(block);
            }
        }
        live.forEach(allocator::free);

        assertThat(segments.totalBytes()).isEqualTo(allocator.reservedBytes()).isLessThanOrEqualTo(73 * MIB);
        assertThat(allocator.allocate(64 * MIB).offset()).isZero();
        assertThat(allocator.reservedBytes()).isLessThanOrEqualTo(73 * MIB);
    }

    private static Block tryAllocate(RegionAllocator allocator, long size) {
        try {
            return allocator.allocate(size);
        } catch (SegmentRefusedException full) {
            assertThat(allocator.reservedBytes()).isGreaterThan(128 * MIB - size);
            return null;
        }
    }

    private void occupy(Map<Integer, TreeMap<Long, Long>> places, Block block, long size, String hint) {
        long start = block.offset();
        long end = start + Math.max(1, size);
        assertThat(start % 64).as(hint).isZero();
        assertThat(end).as(hint).isLessThanOrEqualTo(segments.live.get(block.segmentKey()));
        TreeMap<Long, Long> taken = places.computeIfAbsent(block.segmentKey(), key -> new TreeMap<>());
        Map.Entry<Long, Long> before = taken.floorEntry(start);
        Map.Entry<Long, Long> after = taken.ceilingEntry(start);
        assertThat(before == null || before.getValue() <= start).as(hint).isTrue();
        assertThat(after == null || after.getKey() >= end).as(hint).isTrue();
        taken.put(start, end);
    }
}
