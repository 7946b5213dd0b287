package dev.dal.store.server;

import dev.dal.store.transport.Deadline;
import java.util.ArrayList;
import java.util.List;

/**
 * The lanes that have something to pass on: at the end of the turn, or, where it is not urgent, a little later. Used under
 * the store's lock.
 */
final class LaneFlushes {

    private static final long LATER_NANOS = 5_000_000;

    private final List<LaneProxy> soon = new ArrayList<>();
    private final List<LaneProxy> later = new ArrayList<>();
    private long laterNanos;

    /** A lane has been told something. */
    void soon(LaneProxy lane) {
        if (soon.isEmpty() || soon.get(soon.size() - 1) != lane) {
            soon.add(lane);
        }
    }

    /** A lane has been told something that can wait. */
    void later(LaneProxy lane) {
        if (later.isEmpty()) {
            laterNanos = System.nanoTime() + LATER_NANOS;
        } else if (later.get(later.size() - 1) == lane) {
            return;
        }
        later.add(lane);
    }

    /** When {@link #flushDue} has something to do, as in {@link Deadline}. */
    long nextDeadline() {
        return later.isEmpty() ? Deadline.NEVER : laterNanos;
    }

    /** Whether {@link #flush} has something to do. */
    boolean isUrgent() {
        return !soon.isEmpty();
    }

    /** Passes on what is urgent. */
    void flush() {
        flush(soon);
    }

    /** Passes on what is urgent, and what has waited long enough: once per turn, for it reads the clock. */
    void flushDue() {
        flush();
        if (!later.isEmpty() && System.nanoTime() - laterNanos >= 0) {
            flush(later);
        }
    }

    private static void flush(List<LaneProxy> lanes) {
        for (int i = 0; i < lanes.size(); i++) {
            LaneProxy lane = lanes.get(i);
            if (!lane.gathered().isEmpty()) {
                lane.flush();
            }
        }
        lanes.clear();
    }
}
