package dev.dal.samples.soak;

import dev.dal.call.CallerOptions;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What a thread that calls has for some hundred operations: a connection, a store, and a caller for each processor. */
final class Session implements AutoCloseable {

    /** Prefixes of the processors: one that stays, one that is stopped with grace, one that is killed. */
    static final List<String> PREFIXES = List.of("a1", "b2", "c3");

    /** How long an operation waits for what should take milliseconds, with processes being started beside it. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Tally tally;
    private final Random random;
    private final Connection connection;
    private final Store store;
    private final List<WorkCaller> callers = new ArrayList<>();

    /** A session. */
    Session(Path socket, Random random, Tally tally) {
        this.random = random;
        this.tally = tally;
        this.connection = Connection.open(socket);
        try {
            this.store = Store.open(connection, "soak");
            for (String prefix : PREFIXES) {
                CallerOptions options =
                        CallerOptions.defaults().withProcessorPrefix(prefix).withPatience(PATIENCE);
                callers.add(within(PATIENCE, () -> WorkCaller.find(store, options)));
            }
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Store store() {
        return store;
    }

    Random random() {
        return random;
    }

    /** A caller of any of the processors. */
    WorkCaller anyone() {
        return callers.get(random.nextInt(callers.size()));
    }

    /** The caller of the processor that stays. */
    WorkCaller steady() {
        return callers.get(0);
    }

    /** Waits for something, and takes down by how much that was longer than the limit. */
    <T> T within(Duration limit, Supplier<T> wait) {
        long start = System.nanoTime();
        try {
            return wait.get();
        } finally {
            tally.overrun(Duration.ofNanos(System.nanoTime() - start).minus(limit));
        }
    }

    /** As {@link #within(Duration, Supplier)}, for what returns nothing. */
    void within(Duration limit, Runnable wait) {
        within(limit, () -> {
            wait.run();
            return null;
        });
    }

    @Override
    public void close() {
        try {
            callers.forEach(WorkCaller::close);
            store.close();
        } finally {
            connection.close();
        }
    }
}
