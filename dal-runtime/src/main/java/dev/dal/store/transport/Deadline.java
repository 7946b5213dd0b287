package dev.dal.store.transport;

import java.util.concurrent.TimeUnit;

/** Points in time until when something may wait, as numbers on the scale of {@link System#nanoTime()}. */
public final class Deadline {

    /** The deadline of a wait without limit. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Waits longer than this, about a century, are without limit. */
    private static final long LONGEST_MILLIS = 1L << 41;

    private Deadline() {}

    /**
     * The deadline after a time from now.
     *
     * @param timeoutMillis milliseconds; negative means no limit
     * @return the deadline
     */
    public static long after(long timeoutMillis) {
        return timeoutMillis < 0 || timeoutMillis > LONGEST_MILLIS
                ? NEVER
                : System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }

    /**
     * How long it still is.
     *
     * @param deadline a deadline
     * @return nanoseconds, not negative; {@link Long#MAX_VALUE} for {@link #NEVER}
     */
    public static long remainingNanos(long deadline) {
        return deadline == NEVER ? Long.MAX_VALUE : Math.max(0, deadline - System.nanoTime());
    }

    /**
     * How long it still is, for calls that count in milliseconds.
     *
     * @param deadline a deadline
     * @return milliseconds, rounded up; −1 for {@link #NEVER}
     */
    public static long remainingMillis(long deadline) {
        if (deadline == NEVER) {
            return -1;
        }
        long nanosPerMilli = TimeUnit.MILLISECONDS.toNanos(1);
        return (remainingNanos(deadline) + nanosPerMilli - 1) / nanosPerMilli;
    }
}
