package dev.dal.call;

import org.jspecify.annotations.Nullable;

/** How many rows of a function run at a time, where that is limited. Guarded by the connection's lock. */
final class FunctionGate {

    private final int limit;
    private final ReadyRows parked = new ReadyRows();
    private int running;

    /**
     * A gate.
     *
     * @param limit at least 1
     */
    FunctionGate(int limit) {
        this.limit = limit;
    }

    /** Lets a row in unless there are enough; then it is parked. */
    boolean enter(IncomingRow row) {
        if (running < limit) {
            running++;
            return true;
        }
        row.park();
        parked.add(row);
        return false;
    }

    /** A row that was let in is done: the parked row that is ready instead, or null. */
    @Nullable
    IncomingRow leave() {
        running--;
        return next();
    }

    /** Takes the parked row that may try next; null if there is none, or no place. */
    @Nullable
    IncomingRow next() {
        if (running == limit) {
            return null;
        }
        for (IncomingRow row = parked.poll(); row != null; row = parked.poll()) {
            if (row.makeReady()) {
                return row;
            }
        }
        return null;
    }
}
