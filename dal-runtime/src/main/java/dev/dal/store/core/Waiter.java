package dev.dal.store.core;

import org.jspecify.annotations.Nullable;

/** One Get waiting for one id. The waiters of an id form a queue; those of a Get a chain. */
final class Waiter {

    final PendingGet get;
    final ObjectEntry object;

    /** The next waiter of the same Get. */
    final @Nullable Waiter nextOfGet;

    private @Nullable Waiter before;
    private @Nullable Waiter after;
    private boolean waiting = true;

    private Waiter(PendingGet get, ObjectEntry object) {
        this.get = get;
        this.object = object;
        this.nextOfGet = get.waiters;
    }

    /** Queues a Get for an id, unless it waits for that id already. */
    static void queue(PendingGet get, ObjectEntry object) {
        Waiter last = object.lastWaiter;
        if (last != null && last.get == get) {
            return;
        }
        Waiter waiter = new Waiter(get, object);
        waiter.before = last;
        if (last == null) {
            object.firstWaiter = waiter;
        } else {
            last.after = waiter;
        }
        object.lastWaiter = waiter;
        get.waiters = waiter;
        get.missingCount++;
    }

    /** Leaves the id's queue; false if it had left already, so that the id's entry may have passed to another id. */
    boolean leave() {
        if (!waiting) {
            return false;
        }
        waiting = false;
        if (before == null) {
            object.firstWaiter = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            object.lastWaiter = before;
        } else {
            after.before = before;
        }
        return true;
    }
}
