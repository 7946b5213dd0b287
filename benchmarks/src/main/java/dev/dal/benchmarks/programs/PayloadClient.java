package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.benchmarks.programs.WorkCaller.SumResult;
import dev.dal.connection.Draft;
import dev.dal.connection.Store;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Streams payloads, written in place in the store, to a {@link WorkServer}, which reads them there. Argument: see
 * {@link StoreAccess}. Says the path of the store's socket.
 */
public final class PayloadClient implements Program {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StoreAccess access;
    private final Store store;
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private @Nullable WorkCaller work;
    private double next;

    private record Sent(SumResult answer, double value) {}

    private PayloadClient(StoreAccess access) {
        this.access = access;
        this.store = Store.open(access.connection(), "benchmark");
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new PayloadClient(StoreAccess.open(args[0])));
    }

    @Override
    public String greeting() {
        return access.socket().toString();
    }

    /** Tasks: see {@link Payload#strideOf}. The figure is in GB/s. */
    @Override
    public double run(String task, long millis) throws Exception {
        int stride = Payload.strideOf(task);
        if (work == null) {
            work = WorkCaller.find(store);
        }
        WorkCaller caller = work;
        double perSecond = Rounds.perSecond(millis, () -> {
            send(caller, stride);
            if (inFlight.size() >= Payload.IN_FLIGHT) {
                receive(stride);
            }
        });
        while (!inFlight.isEmpty()) {
            receive(stride);
        }
        return Payload.gigabytesPerSecond(perSecond);
    }

    private void send(WorkCaller caller, int stride) {
        double value = ++next;
        try (Draft<DoubleTensor> draft = store.newTensor(DoubleTensor.TYPE, Shape.of(Payload.ELEMENTS), PATIENCE)) {
            DoubleTensor payload = draft.tensor();
            Payload.write((from, source, count) -> payload.copyFrom(from, source, 0, count), stride, value);
            inFlight.add(new Sent(caller.sum(draft.seal(), stride), value));
        }
    }

    private void receive(int stride) {
        Sent oldest = inFlight.remove();
        try (SumResult answer = oldest.answer()) {
            Payload.check(answer.get(PATIENCE), stride, oldest.value());
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
