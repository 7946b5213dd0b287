package dev.dal.store.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range of a segment, free or in use. The blocks of a segment follow one another without gaps; this is all the
 * allocator's bookkeeping, and none of it lies in the segment, where clients could overwrite it.
 */
final class Block {

    private @Nullable Segment segment;

    /** Bytes from the start of the segment. */
    private long offset;

    private long sizeBytes;

    boolean free;

    /** The blocks on either side in the segment. */
    @Nullable
    Block before;

    @Nullable
    Block after;

    /** The place in the index of free blocks; see {@link FreeBlocks}. */
    @Nullable
    Block parent;

    @Nullable
    Block left;

    @Nullable
    Block right;

    @Nullable
    Block twinBefore;

    @Nullable
    Block twinAfter;

    void set(@Nullable Segment newSegment, long newOffset, long newSizeBytes) {
        segment = newSegment;
        offset = newOffset;
        sizeBytes = newSizeBytes;
    }

    Segment segment() {
        return Objects.requireNonNull(segment);
    }

    int segmentKey() {
        return segment().key;
    }

    long offset() {
        return offset;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    void resize(long newSizeBytes) {
        sizeBytes = newSizeBytes;
    }
}
