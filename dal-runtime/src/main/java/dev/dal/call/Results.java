package dev.dal.call;

import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Deadline;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The results of a batch, one per call in the order of the calls. Closing it closes all of them. Thread-safe.
 *
 * @param <R> class of a result
 */
public final class Results<R extends CallResult> extends AbstractList<R> implements RandomAccess, AutoCloseable {

    private final List<R> results;
    private final @Nullable CallHandles handles;
    private final Duration defaultTimeout;

    /** No results. */
    Results(Duration defaultTimeout) {
        this.results = List.of();
        this.handles = null;
        this.defaultTimeout = defaultTimeout;
    }

    /** The results of all rows of a call object. */
    Results(List<R> results, CallHandles handles, Duration defaultTimeout) {
        this.results = List.copyOf(results);
        this.handles = handles;
        this.defaultTimeout = defaultTimeout;
    }

    @Override
    public R get(int index) {
        return results.get(index);
    }

    @Override
    public int size() {
        return results.size();
    }

    /**
     * Waits until every output of every call is there, for at most the connection's default timeout.
     *
     * @throws dev.dal.connection.ProcessingException if a call failed
     * @throws DalTimeoutException if the time was up
     */
    public void await() {
        await(defaultTimeout);
    }

    /**
     * Waits until every output of every call is there.
     *
     * @param timeout how long to wait for all of them together; zero does not wait
     * @throws dev.dal.connection.ProcessingException if a call failed; the first in the order of the calls
     * @throws DalTimeoutException if the time was up
     */
    public void await(Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        for (R result : results) {
            result.await(Duration.ofNanos(deadline.remainingNanos()));
        }
    }

    /**
     * Gives up all results as {@link #close()} does, but never cancels: the calls run, and their outputs are freed when they
     * arrive.
     */
    public void detach() {
        results.forEach(CallResult::detach);
    }

    /** Closes all results. Closing twice is harmless. */
    @Override
    public void close() {
        if (handles != null) {
            handles.close();
        }
    }
}
