package dev.dal.samples.gridder.numerics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** The threads of a transform: the one that asks for it, and helpers that are there until this is closed. */
final class Workers implements AutoCloseable {

    private final int threads;
    private final BooleanSupplier cancelled;
    private final ExecutorService helpers;

    /**
     * Starts no thread yet.
     *
     * @param threads number of threads, that of the caller included
     * @param cancelled asked before each task by the thread that is to do it: whether no more need be done
     */
    Workers(int threads, BooleanSupplier cancelled) {
        this.threads = threads;
        this.cancelled = cancelled;
        this.helpers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "gridder");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does some tasks, in no particular order, and returns when all are done.
     *
     * @param count number of tasks
     * @param scratch makes what each thread needs for itself
     * @param task does the task with an index
     * @param <S> type of what a thread needs
     * @throws CancellationException if some were left out because no more need be done
     */
    <S> void forEach(int count, Supplier<S> scratch, ObjIntConsumer<S> task) {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        Runnable work = () -> {
            S own = scratch.get();
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                if (cancelled.getAsBoolean()) {
                    stopped.set(true);
                    return;
                }
                task.accept(own, i);
            }
        };
        List<Future<?>> helping = new ArrayList<>();
        for (int helper = 1; helper < Math.min(threads, count); helper++) {
            helping.add(helpers.submit(work));
        }
        try {
            work.run();
        } finally {
            // Nobody begins another task; after a failure the rest is not wanted any more.
            next.set(count);
            helping.forEach(Workers::await);
        }
        if (stopped.get()) {
            throw new CancellationException("The transform was cancelled: nobody wants its result any more.");
        }
    }

    /** Waits although interrupted: the tasks end by themselves, and use arrays that the caller goes on with. */
    private static void await(Future<?> helper) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    helper.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A thread of the gridder failed: " + e.getCause(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}
