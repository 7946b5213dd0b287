package dev.dal.store.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FreeBlocksTest {

    private final FreeBlocks blocks = new FreeBlocks();

    private static Block block(long sizeBytes) {
        Block block = new Block();
        block.set(null, 0, sizeBytes);
        return block;
    }

    @Test
    void takesTheSmallestThatIsLargeEnough() {
        Block small = block(128);
        Block middle = block(192);
        Block large = block(1024);
        blocks.insert(large);
        blocks.insert(small);
        blocks.insert(middle);

        assertThat(blocks.take(192)).isSameAs(middle);
        assertThat(blocks.take(192)).isSameAs(large);
        assertThat(blocks.take(192)).isNull();
        assertThat(blocks.take(64)).isSameAs(small);
        assertThat(blocks.take(64)).isNull();
    }

    @Test
    void takesTheOneFreedLastOfEqualOnes() {
        Block first = block(640);
        Block second = block(640);
        Block third = block(640);
        blocks.insert(first);
        blocks.insert(second);
        blocks.insert(third);

        assertThat(blocks.take(640)).isSameAs(third);
        blocks.insert(third);
        blocks.remove(second);
        assertThat(blocks.take(600)).isSameAs(third);
        assertThat(blocks.take(1)).isSameAs(first);
        assertThat(blocks.take(1)).isNull();
    }

    @Test
    void agreesWithASortedMap() {
        long seed = 4_711;
        Random random = new Random(seed);
        TreeMap<Long, Deque<Block>> expected = new TreeMap<>();
        List<Block> free = new ArrayList<>();
        for (int step = 0; step < 300_000; step++) {
            int action = random.nextInt(5);
            if (action < 2 || free.isEmpty()) {
                Block block = block(size(random));
                blocks.insert(block);
                free.add(block);
                expected.computeIfAbsent(block.sizeBytes(), size -> new ArrayDeque<>())
                        .addFirst(block);
            } else if (action == 2) {
                Block block = free.remove(random.nextInt(free.size()));
                blocks.remove(block);
                forget(expected, block);
            } else {
                long wanted = size(random);
                Map.Entry<Long, Deque<Block>> best = expected.ceilingEntry(wanted);
                Block taken = blocks.take(wanted);
                if (best == null) {
                    assertThat(taken).as("seed %d step %d", seed, step).isNull();
                } else {
                    assertThat(taken).as("seed %d step %d", seed, step).isNotNull();
                    assertThat(taken.sizeBytes()).isEqualTo(best.getKey());
                    assertThat(taken).isSameAs(best.getValue().peekFirst());
                    forget(expected, taken);
                    free.remove(taken);
                }
            }
        }
    }

    private static void forget(TreeMap<Long, Deque<Block>> expected, Block block) {
        Deque<Block> equal = expected.get(block.sizeBytes());
        assertThat(equal.remove(block)).isTrue();
        if (equal.isEmpty()) {
            expected.remove(block.sizeBytes());
        }
    }

    /** Mostly few small sizes, so that equal ones meet, and some huge ones. */
    private static long size(Random random) {
        long bound = random.nextInt(4) == 0 ? 1L << 40 : 64 * 40;
        return Math.max(64, random.nextLong(bound) & -64);
    }
}
