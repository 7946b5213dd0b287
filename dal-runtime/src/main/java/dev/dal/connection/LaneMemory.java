package dev.dal.connection;

import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;

/**
 * Memory for what comes over a lane: pieces of larger blocks, which go when none of their pieces is reachable. Not
 * thread-safe.
 */
final class LaneMemory {

    private static final int BLOCK_BYTES = 256 << 10;
    private static final int ALIGNMENT_BYTES = 64;

    private Region block = Region.allocate(0);
    private long used;

    /** A copy of the bytes from position to limit. */
    Region copy(ByteBuffer bytes) {
        int length = bytes.remaining();
        Region piece = take(length);
        if (length > 0) {
            piece.window(0, length).put(bytes.slice());
        }
        return piece;
    }

    /** A piece of memory, at a multiple of 64 bytes; its content is undefined. */
    Region take(long length) {
        if (length > BLOCK_BYTES) {
            return Region.allocate(length);
        }
        if (block.length() - used < length) {
            block = Region.allocate(BLOCK_BYTES);
            used = 0;
        }
        Region piece = block.slice(used, length);
        used += (length + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES;
        return piece;
    }
}
