package dev.dal.connection;

import org.jspecify.annotations.Nullable;

/** The handles of references that have given views, which end with the connection at the latest. Guarded by its lock. */
final class ViewedHandles {

    private @Nullable ObjectHandle first;

    /** Adds a handle, unless it is here already. */
    void add(ObjectHandle handle) {
        if (handle.viewed) {
            return;
        }
        handle.viewed = true;
        ObjectHandle former = first;
        handle.nextViewed = former;
        if (former != null) {
            former.previousViewed = handle;
        }
        first = handle;
    }

    /** Removes a handle, if it is here. */
    void remove(ObjectHandle handle) {
        if (!handle.viewed) {
            return;
        }
        handle.viewed = false;
        ObjectHandle previous = handle.previousViewed;
        ObjectHandle next = handle.nextViewed;
        if (previous == null) {
            first = next;
        } else {
            previous.nextViewed = next;
        }
        if (next != null) {
            next.previousViewed = previous;
        }
        handle.previousViewed = null;
        handle.nextViewed = null;
    }

    /** Ends the views of all handles, and forgets them. */
    void endAll() {
        for (ObjectHandle handle = first; handle != null; handle = first) {
            handle.end();
            remove(handle);
        }
    }
}
