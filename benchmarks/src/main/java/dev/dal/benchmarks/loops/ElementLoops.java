package dev.dal.benchmarks.loops;

import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Loops over the elements of a view, and the same over an array. All of them have run in the JVM before the first is
 * measured, as one that has seen several kinds of memory is slower than one that has seen a single kind.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ElementLoops {

    private static final int ELEMENTS = 100_000;
    private static final int SIDE = 300;
    private static final int POLLUTING_ROUNDS = 100;
    private static final double FACTOR = 0.999;

    private double[] doubles = new double[0];
    private long[] longs = new long[0];
    private double[][] rows = new double[0][0];
    private DoubleTensor doubleView = DoubleTensor.of();
    private LongTensor longView = LongTensor.of();
    private DoubleTensor matrixView = DoubleTensor.of();

    /** Makes arrays and views, and runs every loop on all of them. */
    @Setup(Level.Trial)
    public void runAllVariants() {
        doubles = new double[ELEMENTS];
        longs = new long[ELEMENTS];
        rows = new double[SIDE][SIDE];
        doubleView = DoubleTensor.zeros(Shape.of(ELEMENTS));
        longView = LongTensor.zeros(Shape.of(ELEMENTS));
        matrixView = DoubleTensor.zeros(Shape.of(SIDE, SIDE));
        double sum = 0;
        for (int round = 0; round < POLLUTING_ROUNDS; round++) {
            sum += sumOfDoublesArray() + sumOfDoublesView() + sumOfLongsArray() + sumOfLongsView();
            sum += sumOfMatrixArray() + sumOfMatrixView();
            scaleArray();
            scaleView();
        }
        if (sum != 0) {
            throw new IllegalStateException("Sum of zeros: found " + sum + "; expected 0.");
        }
    }

    /**
     * Sum of doubles, by index.
     *
     * @return the sum
     */
    @Benchmark
    public double sumOfDoublesArray() {
        double sum = 0;
        for (int i = 0; i < doubles.length; i++) {
            sum += doubles[i];
        }
        return sum;
    }

    /**
     * Sum of doubles, by index.
     *
     * @return the sum
     */
    @Benchmark
    public double sumOfDoublesView() {
        DoubleTensor view = doubleView;
        long length = view.shape().length(0);
        double sum = 0;
        for (long i = 0; i < length; i++) {
            sum += view.get(i);
        }
        return sum;
    }

    /**
     * Sum of longs, by index; the JIT vectorises it over an array.
     *
     * @return the sum
     */
    @Benchmark
    public long sumOfLongsArray() {
        long sum = 0;
        for (int i = 0; i < longs.length; i++) {
            sum += longs[i];
        }
        return sum;
    }

    /**
     * Sum of longs, by index.
     *
     * @return the sum
     */
    @Benchmark
    public long sumOfLongsView() {
        LongTensor view = longView;
        long length = view.shape().length(0);
        long sum = 0;
        for (long i = 0; i < length; i++) {
            sum += view.get(i);
        }
        return sum;
    }

    /** Read, multiply, write back, by index; the JIT vectorises it over an array. */
    @Benchmark
    public void scaleArray() {
        double[] array = doubles;
        for (int i = 0; i < array.length; i++) {
            array[i] = array[i] * FACTOR;
        }
    }

    /** Read, multiply, write back, by index. */
    @Benchmark
    public void scaleView() {
        DoubleTensor view = doubleView;
        long length = view.shape().length(0);
        for (long i = 0; i < length; i++) {
            view.set(i, view.get(i) * FACTOR);
        }
    }

    /**
     * Sum of a matrix, by two indices.
     *
     * @return the sum
     */
    @Benchmark
    public double sumOfMatrixArray() {
        double sum = 0;
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                sum += rows[i][j];
            }
        }
        return sum;
    }

    /**
     * Sum of a matrix, by two indices.
     *
     * @return the sum
     */
    @Benchmark
    public double sumOfMatrixView() {
        DoubleTensor view = matrixView;
        double sum = 0;
        for (long i = 0; i < SIDE; i++) {
            for (long j = 0; j < SIDE; j++) {
                sum += view.get(i, j);
            }
        }
        return sum;
    }
}
