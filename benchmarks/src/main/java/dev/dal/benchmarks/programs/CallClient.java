package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.programs.WorkCaller.AddResult;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.LongTensor;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@link Work} with tensors of 8 elements. Argument: see {@link StoreAccess}. Says the path of the store's socket.
 * Finds the processor with its first task, so that the processor may be started after it.
 */
public final class CallClient implements Program {

    private static final int ELEMENTS = 8;
    private static final int IN_FLIGHT = 100;

    private final StoreAccess access;
    private final Store store;
    private final LongTensor ys = LongTensor.range(0, ELEMENTS);
    private final TensorRef<LongTensor> stored;
    private final Deque<AddResult> inFlight = new ArrayDeque<>(IN_FLIGHT);
    private @Nullable WorkCaller work;

    private CallClient(StoreAccess access) {
        this.access = access;
        this.store = Store.open(access.connection(), "benchmark");
        this.stored = store.put(ys);
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new CallClient(StoreAccess.open(args[0])));
    }

    @Override
    public String greeting() {
        return access.socket().toString();
    }

    /**
     * Tasks: {@code fresh} and {@code stored}, microseconds of a blocking call whose input is put with the call, or was put
     * before; {@code pipelined fresh} and {@code pipelined stored}, calls per second with 100 in flight.
     */
    @Override
    public double run(String task, long millis) throws Exception {
        WorkCaller caller = found();
        switch (task) {
            case "fresh":
                return Rounds.medianMicros(millis, () -> check(caller.add(1, ys)));
            case "stored":
                return Rounds.medianMicros(millis, () -> check(caller.add(1, stored)));
            case "pipelined fresh":
                return pipelined(millis, () -> inFlight.add(caller.add(1, ys)));
            case "pipelined stored":
                return pipelined(millis, () -> inFlight.add(caller.add(1, stored)));
            default:
                throw new IllegalArgumentException("Task: found '" + task + "'; expected one of this program's.");
        }
    }

    private WorkCaller found() {
        if (work == null) {
            work = WorkCaller.find(store);
        }
        return work;
    }

    private double pipelined(long millis, Rounds.Round send) throws Exception {
        while (inFlight.size() < IN_FLIGHT) {
            send.run();
        }
        double perSecond = Rounds.perSecond(millis, () -> {
            check(inFlight.remove());
            send.run();
        });
        while (!inFlight.isEmpty()) {
            check(inFlight.remove());
        }
        return perSecond;
    }

    private static void check(AddResult result) {
        try (result) {
            long last = result.get().get(ELEMENTS - 1);
            if (last != ELEMENTS) {
                throw new IllegalStateException("1 + 7: found " + last + "; expected 8.");
            }
        }
    }

    @Override
    public void close() {
        if (work != null) {
            work.close();
        }
        store.close();
        access.close();
    }
}
