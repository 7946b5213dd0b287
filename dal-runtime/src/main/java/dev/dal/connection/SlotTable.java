package dev.dal.connection;

import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Slots by the ids of their objects: open addressing, so that to add one allocates nothing. Not thread-safe. */
final class SlotTable {

    private static final int FIRST_CAPACITY = 64;

    private @Nullable ObjectSlot[] slots = new ObjectSlot[FIRST_CAPACITY];
    private int size;

    @Nullable
    ObjectSlot get(ObjectId id) {
        return slots[placeOf(id)];
    }

    /** Adds a slot; there must be none of its object. */
    void add(ObjectSlot slot) {
        if (2 * ++size > slots.length) {
            grow();
        }
        slots[placeOf(slot.id())] = slot;
    }

    /** Removes a slot; false if it is not here. */
    boolean remove(ObjectSlot slot) {
        int gap = placeOf(slot.id());
        if (slots[gap] != slot) {
            return false;
        }
        size--;
        slots[gap] = null;
        // Those that follow must be found without the one that is gone.
        int place = next(gap);
        for (ObjectSlot moved = slots[place]; moved != null; moved = slots[place]) {
            slots[place] = null;
            slots[placeOf(moved.id())] = moved;
            place = next(place);
        }
        return true;
    }

    /** Those slots that fulfil a condition, in no order. */
    List<ObjectSlot> all(Predicate<ObjectSlot> condition) {
        List<ObjectSlot> found = new ArrayList<>();
        for (ObjectSlot slot : slots) {
            if (slot != null && condition.test(slot)) {
                found.add(slot);
            }
        }
        return found;
    }

    private void grow() {
        @Nullable ObjectSlot[] former = slots;
        slots = new ObjectSlot[2 * former.length];
        for (ObjectSlot slot : former) {
            if (slot != null) {
                slots[placeOf(slot.id())] = slot;
            }
        }
    }

    /** Where the slot of an object is, or would be. */
    private int placeOf(ObjectId id) {
        int hash = id.hashCode() * 0x9E3779B9;
        int place = (hash ^ hash >>> 16) & (slots.length - 1);
        for (ObjectSlot slot = slots[place]; slot != null && !slot.id().equals(id); slot = slots[place]) {
            place = next(place);
        }
        return place;
    }

    private int next(int place) {
        return (place + 1) & (slots.length - 1);
    }
}
