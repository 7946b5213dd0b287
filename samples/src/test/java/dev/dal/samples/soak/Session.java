package dev.dal.samples.soak;

import dev.dal.call.CallerOptions;
import dev.dal.call.ProcessorSelection;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a thread that calls has for some hundred operations: a connection, a store, and a caller for each processor. */
final class Session implements AutoCloseable {

    /** Prefixes of the processors: one that stays, one that is stopped with grace, one that is killed. */
    static final List<String> PREFIXES = List.of("a1", "b2", "c3");

    /** How long an operation waits for what should take milliseconds, with processes being started beside it. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final CallerOptions ANY = CallerOptions.defaults().withPatience(PATIENCE);

    private final Tally tally;
    private final Random random;
    private final Connection connection;
    private final Store store;
    private final List<WorkCaller> callers = new ArrayList<>();
    private final WorkCaller everyone;
    private final WorkCaller inTurn;

    /** A session. */
    Session(Path socket, Random random, Tally tally) {
        this.random = random;
        this.tally = tally;
        this.connection = Connection.open(socket);
        try {
            this.store = Store.open(connection, "soak");
            for (String prefix : PREFIXES) {
                callers.add(find(ANY.withProcessorPrefix(prefix)));
            }
            everyone = find(ANY);
            inTurn = find(ANY.withSelection(ProcessorSelection.ROUND_ROBIN));
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private WorkCaller find(CallerOptions options) {
        return timed(PATIENCE, () -> WorkCaller.find(store, options), waited -> {});
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

    /** The caller whose broadcasts go to all processors that are there. */
    WorkCaller everyone() {
        return everyone;
    }

    /** The caller of all processors, one after the other. */
    WorkCaller inTurn() {
        return inTurn;
    }

    /** Waits for an answer, and takes down how long that took, and by how much longer than the limit. */
    <T> T within(Duration limit, Supplier<T> wait) {
        return timed(limit, wait, tally::waited);
    }

    private <T> T timed(Duration limit, Supplier<T> wait, Consumer<Duration> then) {
        long start = System.nanoTime();
        try {
            return wait.get();
        } finally {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            tally.overrun(waited.minus(limit));
            then.accept(waited);
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
            everyone.close();
            inTurn.close();
            store.close();
        } finally {
            connection.close();
        }
    }
}
