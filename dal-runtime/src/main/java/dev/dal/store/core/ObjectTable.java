package dev.dal.store.core;

import dev.dal.store.ObjectId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects by id, with their entries reused. An id also has an entry while somebody waits for it or a deletion is
 * remembered for it, so that one look answers everything about an id.
 */
final class ObjectTable extends ProbingTable<ObjectEntry> {

    private final Elsewhere elsewhere;
    private @Nullable ObjectEntry spare;
    private int entriesMade;

    /** Where objects without an entry of their own are. */
    interface Elsewhere {

        /**
         * Gives an object an entry of its own, if it is there.
         *
         * @return whether it is
         */
        boolean bring(ObjectId id);

        /** Gives all objects entries. */
        void bringAll();
    }

    ObjectTable(Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** The entry of an id, or null. */
    @Nullable
    ObjectEntry find(ObjectId id) {
        ObjectEntry found = findHere(id);
        return found == null && elsewhere.bring(id) ? findHere(id) : found;
    }

    private @Nullable ObjectEntry findHere(ObjectId id) {
        int hash = hash(id);
        int slot = firstSlot(hash);
        for (ObjectEntry entry = at(slot); entry != null; entry = at(slot)) {
            if (entry.hash == hash && entry.id().equals(id)) {
                return entry;
            }
            slot = nextSlot(slot);
        }
        return null;
    }

    /** The entry of an id; a fresh one if there is none yet. */
    ObjectEntry findOrAdd(ObjectId id) {
        ObjectEntry found = find(id);
        return found == null ? add(id) : found;
    }

    /** Visits the entries of all objects and of whatever else is known. The visitor must not change the table. */
    void visitAll(Consumer<? super ObjectEntry> visitor) {
        elsewhere.bringAll();
        forEach(visitor);
    }

    /** A fresh entry for an id that has none. */
    ObjectEntry add(ObjectId id) {
        ObjectEntry entry = takeSpare();
        entry.name(id);
        insert(entry, hash(id));
        return entry;
    }

    /** Forgets an entry that nothing refers to any more. */
    void forget(ObjectEntry entry) {
        remove(entry);
        entry.name(null);
        entry.next = spare;
        spare = entry;
    }

    private ObjectEntry takeSpare() {
        ObjectEntry entry = spare;
        if (entry == null) {
            return new ObjectEntry(entriesMade++);
        }
        spare = entry.next;
        entry.next = null;
        return entry;
    }

    /** Mixes all 20 bytes, since ids of one namespace differ in their last bytes alone. */
    private static int hash(ObjectId id) {
        long mixed = id.high() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) + id.middle();
        mixed *= 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ mixed >>> 29) + id.low();
        mixed *= 0x165667B19E3779F9L;
        return (int) (mixed ^ mixed >>> 32);
    }
}
