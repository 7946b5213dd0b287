package dev.dal.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A moment until when something is waited for, on the monotonic clock.
 *
 * @param timeout the whole time that is waited
 * @param atNanos the moment, comparable with {@link System#nanoTime()}
 */
public record Deadline(Duration timeout, long atNanos) {

    /** A moment that has passed: who has this one does not wait. */
    public static final Deadline PASSED = after(Duration.ZERO);

    /** About 146 years: longer waits would overflow. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    /**
     * The moment that lies the given time ahead.
     *
     * @param timeout how long to wait; zero or negative does not wait
     * @return the deadline
     */
    public static Deadline after(Duration timeout) {
        long nanos;
        try {
            nanos = Math.min(Math.max(0, timeout.toNanos()), LONGEST_NANOS);
        } catch (ArithmeticException beyondRange) {
            nanos = timeout.isNegative() ? 0 : LONGEST_NANOS;
        }
        return new Deadline(timeout, System.nanoTime() + nanos);
    }

    /**
     * What is left.
     *
     * @return nanoseconds; 0 when the moment has passed
     */
    public long remainingNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    /**
     * What is left, rounded up.
     *
     * @return milliseconds; 0 when the moment has passed
     */
    public long remainingMillis() {
        long nanos = remainingNanos();
        return TimeUnit.NANOSECONDS.toMillis(nanos) + (nanos % 1_000_000 == 0 ? 0 : 1);
    }

    /**
     * Whether the moment has passed.
     *
     * @return true if nothing is left
     */
    public boolean hasPassed() {
        return remainingNanos() == 0;
    }
}
