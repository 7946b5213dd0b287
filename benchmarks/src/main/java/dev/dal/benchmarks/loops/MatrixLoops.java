package dev.dal.benchmarks.loops;

import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Loops over two dimensions and over complex numbers: over arrays, and over views. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MatrixLoops {

    private static final double FACTOR = 0.999;

    /**
     * Sum of a matrix.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public double sumOfMatrixArray(Elements elements) {
        double[] matrix = elements.matrix;
        double sum = 0;
        for (int i = 0; i < Elements.SIDE; i++) {
            for (int j = 0; j < Elements.SIDE; j++) {
                sum += matrix[i * Elements.SIDE + j];
            }
        }
        return sum;
    }

    /**
     * Sum of a matrix.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public double sumOfMatrixRows(Elements elements) {
        double[][] rows = elements.rows;
        double sum = 0;
        for (int i = 0; i < Elements.SIDE; i++) {
            for (int j = 0; j < Elements.SIDE; j++) {
                sum += rows[i][j];
            }
        }
        return sum;
    }

    /**
     * Sum of a matrix.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public double sumOfMatrixView(Elements elements) {
        DoubleTensor view = elements.matrixView;
        double sum = 0;
        for (int i = 0; i < Elements.SIDE; i++) {
            for (int j = 0; j < Elements.SIDE; j++) {
                sum += view.get(i, j);
            }
        }
        return sum;
    }

    /**
     * Read, multiply, write back.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleMatrixArray(Elements elements) {
        double[] matrix = elements.matrix;
        for (int i = 0; i < Elements.SIDE; i++) {
            for (int j = 0; j < Elements.SIDE; j++) {
                matrix[i * Elements.SIDE + j] *= FACTOR;
            }
        }
    }

    /**
     * Read, multiply, write back.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleMatrixRows(Elements elements) {
        double[][] rows = elements.rows;
        for (int i = 0; i < Elements.SIDE; i++) {
            for (int j = 0; j < Elements.SIDE; j++) {
                rows[i][j] *= FACTOR;
            }
        }
    }

    /**
     * Read, multiply, write back.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleMatrixView(Elements elements) {
        DoubleTensor view = elements.matrixView;
        for (int i = 0; i < Elements.SIDE; i++) {
            for (int j = 0; j < Elements.SIDE; j++) {
                view.set(i, j, view.get(i, j) * FACTOR);
            }
        }
    }

    /**
     * Sum of complex numbers.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public double sumOfComplexArray(Elements elements) {
        double[] parts = elements.parts;
        double re = 0;
        double im = 0;
        for (int i = 0; i < Elements.LENGTH; i++) {
            re += parts[2 * i];
            im += parts[2 * i + 1];
        }
        return re + im;
    }

    /**
     * Sum of complex numbers.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public double sumOfComplexView(Elements elements) {
        Complex128Tensor view = elements.complexView;
        double re = 0;
        double im = 0;
        for (int i = 0; i < Elements.LENGTH; i++) {
            re += view.re(i);
            im += view.im(i);
        }
        return re + im;
    }

    /**
     * Read, multiply by a real number, write back.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleComplexArray(Elements elements) {
        double[] parts = elements.parts;
        for (int i = 0; i < Elements.LENGTH; i++) {
            parts[2 * i] *= FACTOR;
            parts[2 * i + 1] *= FACTOR;
        }
    }

    /**
     * Read, multiply by a real number, write back.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleComplexView(Elements elements) {
        Complex128Tensor view = elements.complexView;
        for (int i = 0; i < Elements.LENGTH; i++) {
            view.set(i, view.re(i) * FACTOR, view.im(i) * FACTOR);
        }
    }

    /**
     * Read, multiply by a real number, write back.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scalePartsArray(Elements elements) {
        double[] parts = elements.parts;
        for (int i = 0; i < parts.length; i++) {
            parts[i] *= FACTOR;
        }
    }

    /**
     * Read, multiply by a real number, write back.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scalePartsView(Elements elements) {
        DoubleTensor view = elements.interleaved;
        for (int i = 0; i < 2 * Elements.LENGTH; i++) {
            view.setAt(i, view.getAt(i) * FACTOR);
        }
    }
}
