package dev.dal.store.core;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ranges, found by the id of any of their objects. Entries are reused. */
final class RangeTable extends ProbingTable<ObjectRange> {

    private static final int GROUP_BITS = Integer.numberOfTrailingZeros(Lane.MOST_RANGE_COUNT);

    private @Nullable ObjectRange spare;

    /** The range in which an object lies, or null. */
    @Nullable
    ObjectRange find(ObjectId id) {
        if (size() == 0) {
            return null;
        }
        int slot = firstSlot(hash(id));
        for (ObjectRange range = at(slot); range != null; range = at(slot)) {
            if (range.contains(id)) {
                return range;
            }
            slot = nextSlot(slot);
        }
        return null;
    }

    /** Whether objects with ids of one group would all fit into one entry. */
    static boolean isOneGroup(ObjectId first, int count) {
        return (first.low() & (Lane.MOST_RANGE_COUNT - 1)) + count <= Lane.MOST_RANGE_COUNT;
    }

    /** An entry, to be filled and {@linkplain #add added}. */
    ObjectRange make() {
        ObjectRange range = spare;
        if (range == null) {
            return new ObjectRange();
        }
        spare = range.next;
        range.next = null;
        return range;
    }

    void add(ObjectRange range) {
        insert(range, hash(range.id()));
    }

    /** Forgets an entry; it may be handed out again. */
    void forget(ObjectRange range) {
        remove(range);
        range.set(null, 0, 0, null, 0);
        range.maker = null;
        range.taker = null;
        range.heldByMaker = 0;
        range.heldByTaker = 0;
        range.next = spare;
        spare = range;
    }

    List<ObjectRange> all() {
        List<ObjectRange> all = new ArrayList<>(size());
        forEach(all::add);
        return all;
    }

    /** Equal for all ids of a group. */
    private static int hash(ObjectId id) {
        long mixed = id.high() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) + id.middle();
        mixed *= 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ mixed >>> 29) + (id.low() >>> GROUP_BITS);
        mixed *= 0x165667B19E3779F9L;
        return (int) (mixed ^ mixed >>> 32);
    }
}
