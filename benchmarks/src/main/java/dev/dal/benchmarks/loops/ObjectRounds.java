package dev.dal.benchmarks.loops;

import dev.dal.store.memory.Region;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.TensorMessage;
import dev.dal.tensor.TensorReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Small tensors taken out of objects and put into them, without a store. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ObjectRounds {

    private static final List<String> NAMES = List.of("i");

    private final DoubleTensor source = DoubleTensor.range(0, 8);
    private final Region object = written(source);
    private final Shape shape = source.shape();

    private static Region written(DoubleTensor tensor) {
        TensorMessage<DoubleTensor> message = TensorMessage.of(DoubleTensor.TYPE, tensor.shape(), NAMES);
        Region object = Region.allocate(message.sizeBytes());
        message.writeTo(object, tensor);
        return object;
    }

    /**
     * Takes the tensor out of an object.
     *
     * @param elements not used; all loops have it
     * @return the view
     */
    @Benchmark
    public DoubleTensor readTensor(Elements elements) {
        return TensorReader.read(DoubleTensor.TYPE, NAMES, object);
    }

    /**
     * Prepares an object and copies a tensor into it.
     *
     * @param elements not used; all loops have it
     */
    @Benchmark
    public void writeTensor(Elements elements) {
        TensorMessage.of(DoubleTensor.TYPE, shape, NAMES).writeTo(object, source);
    }
}
