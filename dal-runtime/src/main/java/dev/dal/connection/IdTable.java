package dev.dal.connection;

import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Values by object ids: open addressing, so that to put one allocates nothing. For this library's own packages. Not
 * thread-safe.
 *
 * <p>Ids are given one after another and most often looked for in that order. So those that differ in their last four bits
 * alone lie in one row of 16 places, which is one or two lines of the processor's cache: not each of many costs a miss. What does not
 * find its place free goes to the same place of the next row, as its neighbours do.
 *
 * @param <V> class of the values
 */
public final class IdTable<V> {

    private static final int FIRST_CAPACITY = 64;

    private static final int ROW_BITS = 4;
    private static final int ROW = 1 << ROW_BITS;

    private @Nullable ObjectId[] ids = new ObjectId[FIRST_CAPACITY];
    private @Nullable Object[] values = new Object[FIRST_CAPACITY];
    private int shift = Integer.SIZE - Integer.numberOfTrailingZeros(FIRST_CAPACITY);
    private int size;

    /** Nothing yet. */
    public IdTable() {}

    /**
     * A value.
     *
     * @param id its id
     * @return the value, or null if there is none
     */
    public @Nullable V get(ObjectId id) {
        return size == 0 ? null : value(placeOf(id));
    }

    /**
     * Whether there are no values.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Puts a value in the place of the one there was.
     *
     * @param id its id
     * @param value the value
     */
    public void put(ObjectId id, V value) {
        int place = placeOf(id);
        if (ids[place] == null) {
            add(place, id, value);
        } else {
            values[place] = value;
        }
    }

    /**
     * Puts a value if there is none.
     *
     * @param id its id
     * @param value the value
     * @return the value that there was, and that stays; or null
     */
    public @Nullable V putIfAbsent(ObjectId id, V value) {
        int place = placeOf(id);
        V known = value(place);
        if (known == null) {
            add(place, id, value);
        }
        return known;
    }

    private void add(int place, ObjectId id, V value) {
        int free = place;
        if (2 * ++size > ids.length) {
            grow();
            free = placeOf(id);
        }
        ids[free] = id;
        values[free] = value;
    }

    /**
     * Removes a value.
     *
     * @param id its id
     * @return what there was, or null
     */
    public @Nullable V remove(ObjectId id) {
        int place = size == 0 ? 0 : placeOf(id);
        V removed = value(place);
        if (removed != null) {
            removeAt(place);
        }
        return removed;
    }

    /**
     * Removes a value if it is the one that is expected, and no other that is equal.
     *
     * @param id its id
     * @param expected the value
     * @return whether it was there
     */
    @SuppressWarnings("ReferenceEquality") // two slots are never the same
    public boolean remove(ObjectId id, V expected) {
        int place = size == 0 ? 0 : placeOf(id);
        boolean found = values[place] == expected;
        if (found) {
            removeAt(place);
        }
        return found;
    }

    private void removeAt(int gap) {
        size--;
        clear(gap);
        // Those that follow must be found without the one that is gone.
        int place = next(gap);
        for (ObjectId moved = ids[place]; moved != null; moved = ids[place]) {
            Object value = values[place];
            clear(place);
            int to = placeOf(moved);
            ids[to] = moved;
            values[to] = value;
            place = next(place);
        }
    }

    /**
     * Those values that fulfil a condition.
     *
     * @param condition the condition
     * @return a fresh list, in no order
     */
    public List<V> all(Predicate<? super V> condition) {
        List<V> found = new ArrayList<>();
        for (int place = 0; place < values.length; place++) {
            V value = value(place);
            if (value != null && condition.test(value)) {
                found.add(value);
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked") // only values were put
    private @Nullable V value(int place) {
        return (V) values[place];
    }

    private void clear(int place) {
        ids[place] = null;
        values[place] = null;
    }

    private void grow() {
        @Nullable ObjectId[] formerIds = ids;
        @Nullable Object[] formerValues = values;
        ids = new ObjectId[2 * formerIds.length];
        values = new Object[ids.length];
        shift--;
        for (int i = 0; i < formerIds.length; i++) {
            ObjectId id = formerIds[i];
            if (id != null) {
                int place = placeOf(id);
                ids[place] = id;
                values[place] = formerValues[i];
            }
        }
    }

    /** Where a value is, or would be. */
    private int placeOf(ObjectId id) {
        int hash = id.hashCode(); // consecutive but for some bits that are flipped, if the ids are
        int place = (((hash >>> ROW_BITS) * 0x9E3779B9) >>> shift) ^ (hash & (ROW - 1));
        for (ObjectId found = ids[place]; found != null && !found.equals(id); found = ids[place]) {
            place = next(place);
        }
        return place;
    }

    /** The same place of the next row; after the last row, the next place of the first. */
    private int next(int place) {
        int below = place + ROW;
        return below < ids.length ? below : (below + 1) & (ROW - 1);
    }
}
