package dev.dal.store.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds places for objects in segments. Every place begins at a multiple of 64 bytes and is at least 64 bytes long, so
 * that no two objects, not even empty ones, begin at the same byte. Free neighbours are joined at once; blocks of
 * different segments never are.
 *
 * <p>The smallest free block that is large enough is taken, of equal ones the one freed last; the free end of a segment
 * only if there is none, since its memory was used least. Costs a few steps, at most one per bit of the size. A segment
 * in which nothing lies is dropped before another is made, or when there is more memory than an unfragmented store needs.
 */
final class RegionAllocator {

    /** Places begin at multiples of this many bytes. */
    static final long ALIGNMENT_BYTES = 64;

    private final SegmentPolicy policy;
    private final SegmentSource source;
    private final FreeBlocks freeBlocks = new FreeBlocks();
    private final List<Segment> segments = new ArrayList<>();
    private long reservedBytes;
    private long lastSegmentBytes;
    private @Nullable Block spare;

    RegionAllocator(SegmentPolicy policy, SegmentSource source) {
        this.policy = policy;
        this.source = source;
    }

    /** What all segments have together. */
    long reservedBytes() {
        return reservedBytes;
    }

    /** What an object takes: a multiple of 64 bytes, and at least that. */
    static long blockBytes(long sizeBytes) {
        return Math.max(ALIGNMENT_BYTES, (sizeBytes + ALIGNMENT_BYTES - 1) & -ALIGNMENT_BYTES);
    }

    /**
     * Takes a place.
     *
     * @param sizeBytes bytes wanted, from 0 to the capacity
     * @return the block, in use
     * @throws SegmentRefusedException if no place is free and a further segment cannot be had
     */
    Block allocate(long sizeBytes) throws SegmentRefusedException {
        if (sizeBytes > policy.limitBytes()) {
            throw new SegmentRefusedException("size=" + sizeBytes + " limit=" + policy.limitBytes());
        }
        long needed = blockBytes(sizeBytes);
        Block block = freeBlocks.take(needed);
        if (block == null) {
            block = takeTop(needed);
        }
        if (block == null) {
            block = makeSegment(needed);
        }
        splitOff(block, needed);
        block.free = false;
        block.segment().blocksInUse++;
        return block;
    }

    /**
     * Cuts a block in two; both are in use.
     *
     * @param firstBytes what stays of the block: a multiple of 64, and less than it has
     * @return the rest
     */
    Block cut(Block block, long firstBytes) {
        Block rest = cutOff(block, firstBytes);
        rest.free = false;
        rest.segment().blocksInUse++;
        return rest;
    }

    /** Gives a place back. */
    void free(Block block) {
        Segment segment = block.segment();
        segment.blocksInUse--;
        Block after = block.after;
        if (after != null && after.free) {
            detach(after);
            join(block, after);
        }
        Block before = block.before;
        if (before != null && before.free) {
            detach(before);
            join(before, block);
            attach(before);
        } else {
            attach(block);
        }
        if (segment.isFree() && policy.isExcess(reservedBytes)) {
            drop(segment);
        }
    }

    private @Nullable Block takeTop(long needed) {
        for (Segment segment : segments) {
            Block top = segment.top;
            if (top != null && top.sizeBytes() >= needed) {
                segment.top = null;
                return top;
            }
        }
        return null;
    }

    private Block makeSegment(long needed) throws SegmentRefusedException {
        dropFreeSegments();
        long sizeBytes = policy.nextSize(needed, reservedBytes, lastSegmentBytes);
        int key;
        try {
            key = source.make(sizeBytes);
        } catch (SegmentRefusedException refusal) {
            long leastBytes = SegmentPolicy.pages(needed);
            if (leastBytes >= sizeBytes) {
                throw refusal;
            }
            sizeBytes = leastBytes;
            key = source.make(sizeBytes);
        }
        Segment segment = new Segment(key, sizeBytes);
        segments.add(segment);
        reservedBytes += sizeBytes;
        lastSegmentBytes = sizeBytes;
        return makeBlock(segment, 0, sizeBytes);
    }

    private void dropFreeSegments() {
        for (int i = segments.size() - 1; i >= 0; i--) {
            Segment segment = segments.get(i);
            if (segment.isFree()) {
                drop(segment);
            }
        }
    }

    private void drop(Segment segment) {
        segments.remove(segment);
        reservedBytes -= segment.sizeBytes;
        source.drop(segment.key);
    }

    /** Cuts what is not needed off the end of a block that is in no index. */
    private void splitOff(Block block, long needed) {
        if (block.sizeBytes() > needed) {
            attach(cutOff(block, needed));
        }
    }

    /** Cuts a block in two; the second is in no index. */
    private Block cutOff(Block block, long firstBytes) {
        long rest = block.sizeBytes() - firstBytes;
        block.resize(firstBytes);
        Block tail = makeBlock(block.segment(), block.offset() + firstBytes, rest);
        tail.before = block;
        tail.after = block.after;
        if (block.after != null) {
            block.after.before = tail;
        }
        block.after = tail;
        return tail;
    }

    /** Adds the second of two neighbours, neither of which is in an index, to the first. */
    private void join(Block first, Block second) {
        first.resize(first.sizeBytes() + second.sizeBytes());
        first.after = second.after;
        if (second.after != null) {
            second.after.before = first;
        }
        second.set(null, 0, 0);
        second.before = null;
        second.after = spare;
        spare = second;
    }

    private void attach(Block block) {
        block.free = true;
        if (block.after == null) {
            block.segment().top = block;
        } else {
            freeBlocks.insert(block);
        }
    }

    private void detach(Block block) {
        if (block.after == null) {
            block.segment().top = null;
        } else {
            freeBlocks.remove(block);
        }
    }

    private Block makeBlock(Segment segment, long offset, long sizeBytes) {
        Block block = spare;
        if (block == null) {
            block = new Block();
        } else {
            spare = block.after;
            block.after = null;
        }
        block.set(segment, offset, sizeBytes);
        return block;
    }
}
