package dev.dal.connection;

import dev.dal.store.memory.Region;

/** Gives out places in blocks of memory, one after another. Not thread-safe. */
final class LaneMemory {

    private static final int BLOCK_BYTES = 256 << 10;

    private LaneBlock block = new LaneBlock(0);
    private int used;

    /** The block in which the place is that was given out last. */
    LaneBlock block() {
        return block;
    }

    /** A place at a multiple of 64 bytes, as its offset in {@link #block()}; what is there is undefined. */
    int take(int lengthBytes) {
        if (block.lengthBytes() - used < lengthBytes) {
            block = new LaneBlock(Math.max(BLOCK_BYTES, lengthBytes));
            used = 0;
        }
        int offset = used;
        used = (int) Math.min(block.lengthBytes(), padded(offset + (long) lengthBytes));
        return offset;
    }

    /** Rounds up to where another place may begin. */
    static long padded(long lengthBytes) {
        return (lengthBytes + Region.ALIGNMENT_BYTES - 1) & -Region.ALIGNMENT_BYTES;
    }
}
