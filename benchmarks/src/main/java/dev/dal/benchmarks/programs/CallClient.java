package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.programs.WorkCaller.AddResult;
import dev.dal.call.Broadcast;
import dev.dal.call.CallerOptions;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.LongTensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@link Work} with tensors of 8 elements, and of 8,192. Arguments: see {@link StoreAccess}; then prefixes of the processors to
 * call in turn, none for any one. Says the path of the store's socket. Finds processors with its first task, so that they
 * may be started after it.
 */
public final class CallClient implements Program {

    /** Length of the tensors. */
    static final int ELEMENTS = 8;

    /** Length of those that have 64 KiB. */
    private static final int MANY_ELEMENTS = 8192;

    private final StoreAccess access;
    private final List<String> prefixes;
    private final Store store;
    private final LongTensor ys = LongTensor.range(0, ELEMENTS);
    private final LongTensor many = LongTensor.range(0, MANY_ELEMENTS);
    private final TensorRef<LongTensor> stored;
    private final List<WorkCaller> callers = new ArrayList<>();
    /** Calls all processors together. */
    private @Nullable WorkCaller everyone;

    private int turn;

    private CallClient(StoreAccess access, List<String> prefixes) {
        this.access = access;
        this.prefixes = prefixes;
        this.store = Store.open(access.connection(), "benchmark");
        this.stored = store.put(ys);
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        ProgramLoop.serve(
                () -> new CallClient(StoreAccess.open(arguments.get(0)), arguments.subList(1, arguments.size())));
    }

    @Override
    public String greeting() {
        return access.socket().toString();
    }

    /**
     * Tasks, each with an input that is put with the call ({@code fresh}) or was put before ({@code stored}):
     * {@code blocking}, microseconds of a call; {@code blocking 64 KiB fresh}, of one with 64 KiB in and out; {@code pipelined}, calls per second with 100 in flight; {@code garbage},
     * bytes that this process allocates in a call, where the number of milliseconds is the number of calls;
     * {@code handles}, bytes that stay in use for each of as many results with their views, as long as these are kept. And
     * {@code batch}, calls per second of batches of 10,000 rows whose results are all read; {@code broadcast}, microseconds
     * of a call to all processors until every result was read.
     */
    @Override
    public double run(String task, long millis) throws Exception {
        find();
        boolean fresh = task.endsWith(" fresh");
        return switch (task) {
            case "blocking fresh", "blocking stored" -> Rounds.medianMicros(millis, () -> check(call(fresh)));
            case "blocking 64 KiB fresh" ->
                Rounds.medianMicros(millis, () -> check(callers.get(0).add(1, many), MANY_ELEMENTS));
            case "pipelined fresh", "pipelined stored" ->
                Pipeline.perSecond(millis, () -> call(fresh), CallClient::check);
            case "garbage fresh", "garbage stored" -> garbage(millis, fresh);
            case "handles fresh", "handles stored" -> handles((int) millis, fresh);
            case "batch" -> HalfBatch.perSecond(millis, callers.get(0));
            case "broadcast" -> Rounds.medianMicros(millis, this::broadcast);
            default ->
                throw new IllegalArgumentException("Task: found '" + task + "'; expected one of this program's.");
        };
    }

    private void find() {
        if (!callers.isEmpty()) {
            return;
        }
        if (prefixes.isEmpty()) {
            callers.add(WorkCaller.find(store));
        }
        for (String prefix : prefixes) {
            callers.add(WorkCaller.find(store, CallerOptions.defaults().withProcessorPrefix(prefix)));
        }
    }

    private AddResult call(boolean fresh) {
        turn = (turn + 1) % callers.size();
        WorkCaller caller = callers.get(turn);
        return fresh ? caller.add(1, ys) : caller.add(1, stored);
    }

    private void broadcast() {
        WorkCaller anyone = everyone;
        if (anyone == null) {
            anyone = WorkCaller.find(store);
            everyone = anyone;
        }
        try (Broadcast<AddResult> all = anyone.broadcast().add(1, stored)) {
            if (all.size() != callers.size()) {
                throw new IllegalStateException("Results: found " + all.size() + "; expected " + callers.size() + ".");
            }
            all.forEach(CallClient::check);
        }
    }

    private double garbage(long calls, boolean fresh) {
        double before = Allocation.bytesSoFar();
        for (long i = 0; i < calls; i++) {
            check(call(fresh));
        }
        return (Allocation.bytesSoFar() - before) / calls;
    }

    /** What is reachable for each of so many results that are open and were read. */
    private double handles(int calls, boolean fresh) {
        Object[] kept = new Object[2 * calls];
        double before = Allocation.usedBytes();
        for (int i = 0; i < calls; i++) {
            AddResult result = call(fresh);
            kept[2 * i] = result;
            kept[2 * i + 1] = result.get();
        }
        double after = Allocation.usedBytes();
        for (int i = 0; i < calls; i++) {
            ((AddResult) kept[2 * i]).close();
        }
        return (after - before) / calls;
    }

    private static void check(AddResult result) {
        check(result, ELEMENTS);
    }

    private static void check(AddResult result, int elements) {
        try (result) {
            long last = result.get().get(elements - 1);
            if (last != elements) {
                throw new IllegalStateException("Last sum: found " + last + "; expected " + elements + ".");
            }
        }
    }

    @Override
    public void close() {
        callers.forEach(WorkCaller::close);
        if (everyone != null) {
            everyone.close();
        }
        store.close();
        access.close();
    }
}
