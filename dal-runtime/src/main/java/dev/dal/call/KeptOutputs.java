package dev.dal.call;

import dev.dal.connection.HeldObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The holds on what was written for a call. Of short objects that a lane holds only the ids are kept, as ranges: rows that follow each
 * other have outputs whose ids do, and a long call leaves thousands. Guarded by the connection's lock.
 */
final class KeptOutputs {

    private final List<HeldObject> holds = new ArrayList<>(0);
    private final List<Range> ranges = new ArrayList<>(0);

    /** The range that the next id may belong to. */
    private @Nullable ObjectId first;

    private int count;

    /** Objects whose ids follow each other. */
    private record Range(ObjectId first, int count) {
        boolean contains(ObjectId id) {
            int place = id.placesAfter(first);
            return place >= 0 && place < count;
        }
    }

    /** Keeps a hold, which now belongs to this. */
    void add(HeldObject object) {
        if (object.closeAllButLane()) {
            add(object.id());
        } else {
            holds.add(object);
        }
    }

    private void add(ObjectId id) {
        ObjectId begin = first;
        if (begin != null && id.placesAfter(begin) == count && id.low() % Lane.MOST_RANGE_COUNT != 0) {
            count++;
            return;
        }
        if (begin != null) {
            ranges.add(new Range(begin, count));
        }
        first = id;
        count = 1;
    }

    /** Whether an object is kept. */
    boolean contains(ObjectId id) {
        if (first != null && new Range(first, count).contains(id)) {
            return true;
        }
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(id)) {
                return true;
            }
        }
        for (int i = 0; i < holds.size(); i++) {
            if (holds.get(i).id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Ends all holds. */
    void release(ObjectAccess objects) {
        for (int i = 0; i < holds.size(); i++) {
            holds.get(i).close();
        }
        holds.clear();
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            objects.release(range.first(), range.count());
        }
        ranges.clear();
        if (first != null) {
            objects.release(first, count);
            first = null;
        }
    }
}
