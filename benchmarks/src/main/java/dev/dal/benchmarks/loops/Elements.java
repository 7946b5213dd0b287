package dev.dal.benchmarks.loops;

import dev.dal.store.memory.Region;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.Strides;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Arrays, and views of as many elements. All elements are 0. */
@State(Scope.Benchmark)
public class Elements {

    static final int LENGTH = 100_000;
    static final int LARGE_LENGTH = 4_000_000;
    static final int SIDE = 300;

    final double[] doubles = new double[LENGTH];
    final double[] moreDoubles = new double[LENGTH];
    final double[] largeDoubles = new double[LARGE_LENGTH];
    final double[] moreLargeDoubles = new double[LARGE_LENGTH];
    final float[] floats = new float[LENGTH];
    final long[] longs = new long[LENGTH];
    final byte[] bytes = new byte[LENGTH];
    /** A matrix, row by row, as a view has it. */
    final double[] matrix = new double[SIDE * SIDE];

    final double[][] rows = new double[SIDE][SIDE];
    /** Real and imaginary parts, alternating. */
    final double[] parts = new double[2 * LENGTH];

    final DoubleTensor doubleView = DoubleTensor.zeros(Shape.of(LENGTH));
    final DoubleTensor moreDoublesView = DoubleTensor.zeros(Shape.of(LENGTH));
    final DoubleTensor largeView = DoubleTensor.zeros(Shape.of(LARGE_LENGTH));
    final DoubleTensor moreLargeView = DoubleTensor.zeros(Shape.of(LARGE_LENGTH));
    final FloatTensor floatView = FloatTensor.zeros(Shape.of(LENGTH));
    final LongTensor longView = LongTensor.zeros(Shape.of(LENGTH));
    final ByteTensor byteView = ByteTensor.zeros(Shape.of(LENGTH));
    final DoubleTensor matrixView = DoubleTensor.zeros(Shape.of(SIDE, SIDE));
    final Complex128Tensor complexView = Complex128Tensor.zeros(Shape.of(LENGTH));
    final DoubleTensor interleaved = complexView.interleaved();

    /** Uses views of the slower kind, as any program may that is given sliced or column-major tensors. */
    static void useStridedViews() {
        DoubleTensor elements = DoubleTensor.zeros(Shape.of(2 * SIDE * SIDE));
        DoubleTensor columns = DoubleTensor.zeros(Shape.of(SIDE, SIDE));
        Region memory = Region.allocate(2L * SIDE * SIDE * Double.BYTES);
        DoubleTensor every2nd = DoubleTensor.TYPE.wrap(memory, Shape.of(SIDE), Strides.ofBytes(2 * Double.BYTES));
        DoubleTensor transposed =
                DoubleTensor.TYPE.wrap(memory, columns.shape(), Strides.columnMajor(columns.shape(), Double.BYTES));
        for (int i = 0; i < SIDE; i++) {
            every2nd.set(i, every2nd.get(i) + elements.get(i));
            for (int j = 0; j < SIDE; j++) {
                transposed.set(i, j, transposed.get(i, j) + columns.get(i, j));
            }
        }
    }
}
