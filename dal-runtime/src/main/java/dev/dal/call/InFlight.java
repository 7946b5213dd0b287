package dev.dal.call;

import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded window of calls that are under way: so many are made before the first is waited for, and no more. Results are
 * taken in the order of the calls.
 *
 * <pre>{@code
 * try (InFlight<SimpleFnResult> window = InFlight.of(100, result -> sum(result.get()))) {
 *     for (long x = 0; x < 1_000_000; x++) {
 *         long each = x;
 *         window.submit(() -> maths.simpleFn(each, ys));
 *     }
 *     window.drain();
 * }
 * }</pre>
 *
 * <p>Not safe for use by several threads.
 *
 * @param <R> class of the results
 */
public final class InFlight<R extends CallResult> implements AutoCloseable {

    private final int limit;
    private final Consumer<? super R> whenDone;
    private final Deque<R> window = new ArrayDeque<>();
    private boolean closed;

    private InFlight(int limit, Consumer<? super R> whenDone) {
        this.limit = limit;
        this.whenDone = whenDone;
    }

    /**
     * An empty window.
     *
     * @param limit the most calls that may be under way, 1 or more
     * @param whenDone takes each result that is ready, be it with a failure, in the order of the calls, on the thread that
     *     submits or drains; the result is closed when it returns. What it throws is thrown by submit or drain
     * @param <R> class of the results
     * @return the window, to be closed by the caller
     * @throws IllegalArgumentException if the limit is not positive
     */
    public static <R extends CallResult> InFlight<R> of(int limit, Consumer<? super R> whenDone) {
        if (limit < 1) {
            throw new IllegalArgumentException("At least one call may be in flight; found the limit " + limit + ".");
        }
        return new InFlight<>(limit, whenDone);
    }

    /**
     * Makes a call, having waited for the oldest if the window is full, for at most the connection's default timeout.
     *
     * @param call makes the call
     * @throws DalTimeoutException if the time was up; the call was not made
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted; the call was not made
     * @throws IllegalStateException if the window is closed
     */
    public void submit(Supplier<? extends R> call) {
        makeRoom(null);
        window.add(call.get());
    }

    /**
     * Makes a call, having waited for the oldest if the window is full.
     *
     * @param call makes the call
     * @param timeout how long to wait for room; zero does not wait
     * @throws DalTimeoutException if the time was up; the call was not made
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted; the call was not made
     * @throws IllegalStateException if the window is closed
     */
    public void submit(Supplier<? extends R> call, Duration timeout) {
        makeRoom(timeout);
        window.add(call.get());
    }

    private void makeRoom(@Nullable Duration timeout) {
        if (closed) {
            throw new IllegalStateException("The window of calls is closed.");
        }
        R oldest = window.peek();
        Deadline deadline = oldest == null ? null : Deadline.after(timeout == null ? oldest.defaultTimeout() : timeout);
        while (oldest != null && deadline != null && (window.size() >= limit || oldest.isReady())) {
            take(oldest, deadline);
            oldest = window.peek();
        }
    }

    /**
     * Waits for all calls, for at most the connection's default timeout.
     *
     * @throws DalTimeoutException if the time was up; the rest stays in the window
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted
     */
    public void drain() {
        R oldest = window.peek();
        if (oldest != null) {
            drain(oldest.defaultTimeout());
        }
    }

    /**
     * Waits for all calls.
     *
     * @param timeout how long to wait for all of them together; zero does not wait
     * @throws DalTimeoutException if the time was up; the rest stays in the window
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted
     */
    public void drain(Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        for (R oldest = window.peek(); oldest != null; oldest = window.peek()) {
            take(oldest, deadline);
        }
    }

    private void take(R oldest, Deadline deadline) {
        if (!oldest.awaitReady(deadline)) {
            throw new DalTimeoutException(
                    "The oldest of " + window.size() + " calls in flight was not done after " + deadline.timeout()
                            + ": " + oldest + ".",
                    deadline.timeout());
        }
        window.remove();
        try (oldest) {
            whenDone.accept(oldest);
        }
    }

    /**
     * Calls that are under way, or done and not yet taken.
     *
     * @return how many
     */
    public int size() {
        return window.size();
    }

    /**
     * The most calls that may be under way.
     *
     * @return the limit
     */
    public int limit() {
        return limit;
    }

    /** Closes the results that were not taken, which cancels those calls. Closing twice is harmless. */
    @Override
    public void close() {
        closed = true;
        window.forEach(CallResult::close);
        window.clear();
    }
}
