package dev.dal.store.core;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects that were made together under one entry, as long as nobody but their maker and one other lane, which they
 * were handed to, has anything to do with them: the inputs and outputs of calls that follow each other, which cost little so. As
 * soon as one of them is asked for in any other way, or room is short, all become objects like any other. Nobody can tell
 * the difference, except that the room of a range is freed at once, with its last object.
 */
final class Ranges {

    private static final int WANTED = Lane.OWNED | Lane.HANDED;

    private final RangeTable ranges = new RangeTable();
    private final References references;
    private final Placement placement;

    Ranges(References references, Placement placement) {
        this.references = references;
        this.placement = placement;
    }

    /** What a range becomes. */
    interface Dissolution {

        /**
         * An object of the range that somebody holds.
         *
         * @param range the range
         * @param id the object
         * @param block where it lies
         * @return its own entry
         */
        ObjectEntry entry(ObjectRange range, ObjectId id, Block block);
    }

    boolean isEmpty() {
        return ranges.size() == 0;
    }

    /** The range in which an object lies, or null. */
    @Nullable
    ObjectRange find(ObjectId id) {
        return isEmpty() ? null : ranges.find(id);
    }

    /** Bytes that the ranges take. */
    long totalBytes() {
        long[] sum = new long[1];
        ranges.forEach(range -> sum[0] += range.totalBytes());
        return sum[0];
    }

    /**
     * Makes a range, if there is room without further ado.
     *
     * @param flags as in {@link Lane}
     * @param taker the only lane to be told of it, or null if there is none
     * @return the range; null if the objects have to be made one by one
     */
    @Nullable
    ObjectRange make(Client maker, InlineRange objects, int flags, @Nullable Client taker, long nowSeconds) {
        int count = objects.count();
        int sizeBytes = objects.sizeBytes();
        boolean kept = (flags & Lane.KEPT) != 0;
        if ((flags & WANTED) != WANTED
                || (taker == null && !kept)
                || sizeBytes > Lane.MOST_RANGE_BYTES
                || !RangeTable.isOneGroup(objects.first(), count)) {
            return null;
        }
        Block block = placement.placeTogether(count, sizeBytes);
        if (block == null) {
            return null;
        }
        boolean written = false;
        try {
            objects.writeTo(block.segmentKey(), block.offset());
            written = true;
        } finally {
            if (!written) {
                placement.freeTogether(block, (long) count * sizeBytes);
            }
        }
        long all = ObjectRange.bits(objects.first(), count);
        ObjectRange range = ranges.make();
        range.set(objects.first(), count, sizeBytes, block, nowSeconds);
        range.maker = maker;
        range.heldByMaker = kept ? all : 0;
        range.taker = taker;
        range.heldByTaker = taker == null ? 0 : all;
        ranges.add(range);
        references.heldTogether(range.totalBytes());
        return range;
    }

    /**
     * Ends one hold of a lane of each of some objects, as far as those at the beginning lie in one range.
     *
     * @return how many of them did; none means that the first lies in no range
     */
    int giveBack(Client lane, ObjectId first, int count) {
        ObjectRange range = ranges.find(first);
        if (range == null) {
            return 0;
        }
        int inRange = Math.min(count, range.presentFrom(first));
        long given = ~ObjectRange.bits(first, inRange);
        if (lane == range.maker) {
            range.heldByMaker &= given;
        }
        if (lane == range.taker) {
            range.heldByTaker &= given;
        }
        if (range.present() == 0) {
            discard(range);
        }
        return inRange;
    }

    /** Takes all objects of a range back. */
    void discard(ObjectRange range) {
        references.heldTogether(-range.totalBytes());
        placement.freeTogether(range.block(), range.totalBytes());
        ranges.forget(range);
    }

    /** Makes the objects of a range like any other. */
    void dissolve(ObjectRange range, Dissolution dissolution) {
        references.heldTogether(-range.totalBytes());
        Block rest = range.block();
        for (int i = 0; i < range.count(); i++) {
            ObjectId id = range.id().plus(i);
            Block block = rest;
            if (i < range.count() - 1) {
                rest = placement.cut(block, range.strideBytes());
            }
            long bit = ObjectRange.bit(id);
            if ((range.present() & bit) == 0) {
                placement.freeTogether(block, range.sizeBytes());
            } else {
                ObjectEntry entry = dissolution.entry(range, id, block);
                retain(range.maker, range.heldByMaker & bit, entry);
                retain(range.taker, range.heldByTaker & bit, entry);
            }
        }
        ranges.forget(range);
    }

    private void retain(@Nullable Client lane, long held, ObjectEntry entry) {
        if (lane != null && held != 0) {
            references.retain(lane, entry);
        }
    }

    /** Makes all objects like any other. */
    void dissolveAll(Dissolution dissolution) {
        if (!isEmpty()) {
            ranges.all().forEach(range -> dissolve(range, dissolution));
        }
    }
}
