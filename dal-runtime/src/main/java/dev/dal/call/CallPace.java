package dev.dal.call;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls of a function may share a call object ({@link CallerOptions#withCoalescing}). What is shared stays until the last
 * of the calls is done, and is cancelled only as a whole: so they share one only while they are answered at once and with
 * little. Guarded by the connection's lock.
 */
final class CallPace {

    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LongSupplier clock;
    private boolean brisk;
    /** One of those that are not done; which is looked at next when it is. */
    private @Nullable Object watched;

    private long watchedSinceNanos;

    /**
     * Of a function that was not called yet.
     *
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    CallPace(LongSupplier clock) {
        this.clock = clock;
    }

    /** Whether a call may share a call object with others that are under way, as far as is known without the clock. */
    boolean allowsSharing() {
        return brisk && watched != null;
    }

    /** Whether a call that is made now may share a call object with others that are under way. */
    boolean allowsSharing(long nowNanos) {
        return allowsSharing() && nowNanos - watchedSinceNanos <= MOST_NANOS;
    }

    /** A call is made. */
    void made(Object call) {
        if (watched == null) {
            watched = call;
            watchedSinceNanos = clock.getAsLong();
        }
    }

    /**
     * A call is done.
     *
     * @param answered whether each of its outputs came, and was short
     */
    void done(Object call, boolean answered) {
        if (!answered) {
            brisk = false;
        }
        if (watched == call) {
            watched = null;
            brisk = answered && clock.getAsLong() - watchedSinceNanos <= MOST_NANOS;
        }
    }
}
