package dev.dal.connection;

import dev.dal.store.ObjectId;
import org.jspecify.annotations.Nullable;

/** Slots as a call makes them. */
final class Expecting {

    private Expecting() {}

    static ObjectSlot expect(ObjectAccess objects, ObjectId id, ObjectSlot.@Nullable Producer producer) {
        objects.lock().lock();
        try {
            return objects.expect(id, producer);
        } finally {
            objects.lock().unlock();
        }
    }
}
