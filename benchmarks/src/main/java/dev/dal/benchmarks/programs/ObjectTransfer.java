package dev.dal.benchmarks.programs;

import dev.dal.benchmarks.process.Program;
import dev.dal.benchmarks.process.ProgramLoop;
import dev.dal.connection.Draft;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.client.StoreClient;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.SharedMemory;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import java.nio.ByteBuffer;

/**
 * Puts and gets tensors of doubles, and copies as many bytes into shared memory without a store. Argument: see
 * {@link StoreAccess}.
 */
public final class ObjectTransfer implements Program {

    private final StoreAccess access;
    private final Store store;
    private final StoreClient other;

    private ObjectTransfer(StoreAccess access) {
        this.access = access;
        this.store = Store.open(access.connection(), "benchmark");
        this.other = StoreClient.connect(access.socket());
    }

    /**
     * Runs the program.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        ProgramLoop.serve(() -> new ObjectTransfer(StoreAccess.open(args[0])));
    }

    @Override
    public String greeting() {
        return "";
    }

    /**
     * Tasks, each followed by a number of bytes: {@code put}, {@code draft} (made, not written, and sealed), {@code get} by
     * another client over the socket, {@code memcpy}. The figure is the median in microseconds.
     */
    @Override
    public double run(String task, long millis) throws Exception {
        int space = task.indexOf(' ');
        int bytes = Integer.parseInt(task.substring(space + 1));
        Shape shape = Shape.of(bytes / Double.BYTES);
        return switch (task.substring(0, space)) {
            case "put" -> put(written(shape), millis);
            case "draft" -> Rounds.medianMicros(millis, () -> draft(shape));
            case "get" -> get(written(shape), millis);
            case "memcpy" -> copy(bytes, millis);
            default ->
                throw new IllegalArgumentException("Task: found '" + task + "'; expected one of this program's.");
        };
    }

    private double put(DoubleTensor tensor, long millis) throws Exception {
        return Rounds.medianMicros(millis, () -> store.put(tensor).close());
    }

    private double get(DoubleTensor tensor, long millis) throws Exception {
        try (TensorRef<DoubleTensor> ref = store.put(tensor)) {
            return Rounds.medianMicros(millis, () -> get(ref));
        }
    }

    /** A tensor in memory that was touched: untouched pages are all one page of zeros, which is fast to read. */
    private static DoubleTensor written(Shape shape) {
        DoubleTensor tensor = DoubleTensor.zeros(shape);
        tensor.fill(1);
        return tensor;
    }

    private void draft(Shape shape) {
        try (Draft<DoubleTensor> draft = store.newTensor(DoubleTensor.TYPE, shape)) {
            draft.seal();
        }
    }

    private void get(TensorRef<DoubleTensor> ref) {
        try (ObjectBuffer buffer = other.get(ref.id(), 0)) {
            if (buffer == null) {
                throw new IllegalStateException("Object " + ref.id() + " is missing; expected what was put.");
            }
        }
    }

    private static double copy(int bytes, long millis) throws Exception {
        ByteBuffer source = ByteBuffer.allocateDirect(bytes);
        try (SharedMemory memory = SharedMemory.create("benchmark", bytes, true)) {
            MappedSegment mapped = memory.map(MappedSegment.Access.READ_WRITE);
            ByteBuffer target = mapped.region(0, bytes, Lifetime.unbounded()).export(0, bytes);
            target.put(0, source, 0, bytes);
            return Rounds.medianMicros(millis, () -> target.put(0, source, 0, bytes));
        }
    }

    @Override
    public void close() {
        other.close();
        store.close();
        access.close();
    }
}
