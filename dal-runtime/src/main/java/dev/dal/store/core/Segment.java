package dev.dal.store.core;

import org.jspecify.annotations.Nullable;

/** A segment of shared memory as the allocator sees it. */
final class Segment {

    final int key;
    final long sizeBytes;

    /** The free block at the end, which is kept for when nothing else fits: the part that was used least. */
    @Nullable
    Block top;

    /** Number of blocks in use. */
    int blocksInUse;

    Segment(int key, long sizeBytes) {
        this.key = key;
        this.sizeBytes = sizeBytes;
    }

    boolean isFree() {
        return blocksInUse == 0;
    }
}
