package dev.dal.store.core;

import org.jspecify.annotations.Nullable;

/**
 * A list of objects, oldest first, in which every object knows its place, so that joining and leaving take one step. An
 * object is in one list at most.
 */
final class ObjectList {

    private @Nullable ObjectEntry first;
    private @Nullable ObjectEntry last;
    private int count;
    private long sizeBytes;

    /** The oldest, or null. */
    @Nullable
    ObjectEntry first() {
        return first;
    }

    int count() {
        return count;
    }

    /** Bytes of data and metadata of all objects in the list. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** Adds an object that is in no list as the newest. */
    void append(ObjectEntry entry) {
        entry.list = this;
        entry.previous = last;
        entry.next = null;
        if (last == null) {
            first = entry;
        } else {
            last.next = entry;
        }
        last = entry;
        count++;
        sizeBytes += entry.sizeBytes();
    }

    /** Removes an object if it is in this list. */
    boolean remove(ObjectEntry entry) {
        if (entry.list != this) {
            return false;
        }
        ObjectEntry before = entry.previous;
        ObjectEntry after = entry.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        entry.list = null;
        entry.previous = null;
        entry.next = null;
        count--;
        sizeBytes -= entry.sizeBytes();
        return true;
    }
}
