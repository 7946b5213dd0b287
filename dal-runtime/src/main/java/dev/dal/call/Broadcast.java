package dev.dal.call;

import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Deadline;
import dev.dal.connection.NamespaceInfo;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The results of a call to several processors, one per processor in the order of their prefixes; none if no processor was
 * there. Closing it closes all of them. Thread-safe.
 *
 * @param <R> class of a result
 */
public final class Broadcast<R extends CallResult> extends AbstractList<R> implements RandomAccess, AutoCloseable {

    private final List<R> results;
    private final List<CallHandles> calls;
    private final Duration defaultTimeout;

    Broadcast(List<R> results, List<CallHandles> calls, Duration defaultTimeout) {
        this.results = List.copyOf(results);
        this.calls = List.copyOf(calls);
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
     * The processors that were called.
     *
     * @return what they declare, in the order of the results
     */
    public List<NamespaceInfo> processors() {
        return calls.stream().map(call -> call.batch().processor()).toList();
    }

    /**
     * The result from one processor.
     *
     * @param processor the processor
     * @return its result, or nothing if it was not called
     */
    public Optional<R> from(NamespaceInfo processor) {
        int index = processors().indexOf(processor);
        return index < 0 ? Optional.empty() : Optional.of(results.get(index));
    }

    /**
     * Waits until every output from every processor is there, for at most the connection's default timeout.
     *
     * @throws dev.dal.connection.ProcessingException if a call failed
     * @throws DalTimeoutException if the time was up
     */
    public void await() {
        await(defaultTimeout);
    }

    /**
     * Waits until every output from every processor is there.
     *
     * @param timeout how long to wait for all of them together; zero does not wait
     * @throws dev.dal.connection.ProcessingException if a call failed; the first in the order of the processors
     * @throws dev.dal.connection.ObjectLostException if a call was dropped
     * @throws DalTimeoutException if the time was up
     */
    public void await(Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        for (R result : results) {
            result.await(Duration.ofNanos(deadline.remainingNanos()));
        }
    }

    /**
     * Gives up the results as {@link #close()} does, without cancelling the calls: they run, and their outputs are freed
     * when they arrive. What is not done at the deadline is cancelled then.
     *
     * @param deadline how long the calls may still take
     */
    public void detach(Duration deadline) {
        AtomicInteger left = new AtomicInteger(calls.size());
        CompletableFuture<Void> allDone = new CompletableFuture<>();
        for (CallHandles call : calls) {
            call.batch().whenFinished(() -> {
                if (left.decrementAndGet() == 0) {
                    allDone.complete(null);
                }
            });
        }
        results.forEach(CallResult::detach);
        long nanos = Deadline.after(deadline).remainingNanos();
        CompletableFuture<Void> unused = allDone.orTimeout(nanos, TimeUnit.NANOSECONDS)
                .exceptionallyAsync(timeUp -> drop("The call was not done " + deadline + " after it was detached."));
    }

    private @Nullable Void drop(String reason) {
        calls.forEach(call -> call.batch().drop(reason));
        return null;
    }

    /** Closes all results, which cancels the calls that are not done. Closing twice is harmless. */
    @Override
    public void close() {
        calls.forEach(CallHandles::close);
    }
}
