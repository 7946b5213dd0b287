package dev.dal.store.protocol;

import dev.dal.store.ObjectId;
import org.jspecify.annotations.Nullable;

/** Which objects were named since some point, in rows of ids that follow each other. Not thread-safe. */
final class NamedIds {

    /** There are more only where ids do not follow each other: then any object may be among them. */
    private static final int MOST_ROWS = 16;

    private final @Nullable ObjectId[] first = new ObjectId[MOST_ROWS];
    private final int[] count = new int[MOST_ROWS];
    private int rows;
    private boolean overflown;

    void add(ObjectId id) {
        for (int i = rows - 1; i >= 0; i--) {
            int place = id.placesAfter(at(i));
            if (place >= 0 && place <= count[i]) {
                count[i] = Math.max(count[i], place + 1);
                return;
            }
        }
        if (rows == MOST_ROWS) {
            overflown = true;
            return;
        }
        first[rows] = id;
        count[rows] = 1;
        rows++;
    }

    private ObjectId at(int row) {
        ObjectId id = first[row];
        if (id == null) {
            throw new IndexOutOfBoundsException(row);
        }
        return id;
    }

    /** Whether an object may be among them; it is not if this is false. */
    boolean mayHave(ObjectId id) {
        return mayHaveAny(id, 1);
    }

    /** Whether one of some objects whose ids follow each other may be among them; none is if this is false. */
    boolean mayHaveAny(ObjectId begin, int length) {
        if (overflown) {
            return true;
        }
        for (int i = 0; i < rows; i++) {
            if (isBelow(count[i], begin.placesAfter(at(i))) || isBelow(length, at(i).placesAfter(begin))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(int end, int place) {
        return place >= 0 && place < end;
    }

    void clear() {
        rows = 0;
        overflown = false;
    }
}
