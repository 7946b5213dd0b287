package dev.dal.benchmarks.loops;

import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;
import dev.dal.tensor.LongTensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Loops over one dimension, by an index of type int unless the name says long: over an array, and over a view. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VectorLoops {

    private static final double FACTOR = 0.999;

    /**
     * Sum of doubles.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public double sumOfDoublesArray(Elements elements) {
        double[] array = elements.doubles;
        double sum = 0;
        for (int i = 0; i < array.length; i++) {
            sum += array[i];
        }
        return sum;
    }

    /**
     * Sum of doubles.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public double sumOfDoublesView(Elements elements) {
        DoubleTensor view = elements.doubleView;
        int length = (int) view.length(0);
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += view.get(i);
        }
        return sum;
    }

    /**
     * Sum of doubles.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public double sumOfDoublesByLongArray(Elements elements) {
        double[] array = elements.doubles;
        double sum = 0;
        for (long i = 0; i < array.length; i++) {
            sum += array[(int) i];
        }
        return sum;
    }

    /**
     * Sum of doubles.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public double sumOfDoublesByLongView(Elements elements) {
        DoubleTensor view = elements.doubleView;
        long length = view.length(0);
        double sum = 0;
        for (long i = 0; i < length; i++) {
            sum += view.get(i);
        }
        return sum;
    }

    /**
     * Sum of longs; vectorised.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public long sumOfLongsArray(Elements elements) {
        long[] array = elements.longs;
        long sum = 0;
        for (int i = 0; i < array.length; i++) {
            sum += array[i];
        }
        return sum;
    }

    /**
     * Sum of longs; vectorised.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public long sumOfLongsView(Elements elements) {
        LongTensor view = elements.longView;
        int length = (int) view.length(0);
        long sum = 0;
        for (int i = 0; i < length; i++) {
            sum += view.get(i);
        }
        return sum;
    }

    /**
     * Sum of longs.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public long sumOfLongsByLongArray(Elements elements) {
        long[] array = elements.longs;
        long sum = 0;
        for (long i = 0; i < array.length; i++) {
            sum += array[(int) i];
        }
        return sum;
    }

    /**
     * Sum of longs.
     *
     * @param elements what to loop over
     * @return the sum
     */
    @Benchmark
    public long sumOfLongsByLongView(Elements elements) {
        LongTensor view = elements.longView;
        long length = view.length(0);
        long sum = 0;
        for (long i = 0; i < length; i++) {
            sum += view.get(i);
        }
        return sum;
    }

    /**
     * Read, multiply, write back; vectorised.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleDoublesArray(Elements elements) {
        double[] array = elements.doubles;
        for (int i = 0; i < array.length; i++) {
            array[i] = array[i] * FACTOR;
        }
    }

    /**
     * Read, multiply, write back; vectorised.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleDoublesView(Elements elements) {
        DoubleTensor view = elements.doubleView;
        int length = (int) view.length(0);
        for (int i = 0; i < length; i++) {
            view.set(i, view.get(i) * FACTOR);
        }
    }

    /**
     * Read, multiply, write back.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleDoublesByLongArray(Elements elements) {
        double[] array = elements.doubles;
        for (long i = 0; i < array.length; i++) {
            array[(int) i] = array[(int) i] * FACTOR;
        }
    }

    /**
     * Read, multiply, write back.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleDoublesByLongView(Elements elements) {
        DoubleTensor view = elements.doubleView;
        long length = view.length(0);
        for (long i = 0; i < length; i++) {
            view.set(i, view.get(i) * FACTOR);
        }
    }

    /**
     * Read, multiply, write back; vectorised.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleFloatsArray(Elements elements) {
        float[] array = elements.floats;
        for (int i = 0; i < array.length; i++) {
            array[i] = array[i] * (float) FACTOR;
        }
    }

    /**
     * Read, multiply, write back; vectorised.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleFloatsView(Elements elements) {
        FloatTensor view = elements.floatView;
        int length = (int) view.length(0);
        for (int i = 0; i < length; i++) {
            view.set(i, view.get(i) * (float) FACTOR);
        }
    }

    /**
     * Read, multiply, write back; vectorised.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleBytesArray(Elements elements) {
        byte[] array = elements.bytes;
        for (int i = 0; i < array.length; i++) {
            array[i] = (byte) (array[i] + 3);
        }
    }

    /**
     * Read, multiply, write back; vectorised.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void scaleBytesView(Elements elements) {
        ByteTensor view = elements.byteView;
        int length = (int) view.length(0);
        for (int i = 0; i < length; i++) {
            view.set(i, (byte) (view.get(i) + 3));
        }
    }

    /**
     * A multiple of one added to another.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void axpyArray(Elements elements) {
        double[] array = elements.doubles;
        double[] target = elements.moreDoubles;
        for (int i = 0; i < array.length; i++) {
            target[i] += FACTOR * array[i];
        }
    }

    /**
     * A multiple of one added to another.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void axpyView(Elements elements) {
        DoubleTensor view = elements.doubleView;
        DoubleTensor target = elements.moreDoublesView;
        int length = (int) view.length(0);
        for (int i = 0; i < length; i++) {
            target.set(i, target.get(i) + FACTOR * view.get(i));
        }
    }

    /**
     * A multiple of one added to another, in blocks.
     *
     * @param elements what to add
     */
    @Benchmark
    public void axpyBlocks(Elements elements) {
        elements.moreDoublesView.addScaled(FACTOR, elements.doubleView);
    }

    /**
     * A multiple of one added to another, neither of which a cache holds.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void largeAxpyArray(Elements elements) {
        double[] array = elements.largeDoubles;
        double[] target = elements.moreLargeDoubles;
        for (int i = 0; i < array.length; i++) {
            target[i] += FACTOR * array[i];
        }
    }

    /**
     * A multiple of one added to another, neither of which a cache holds.
     *
     * @param elements what to loop over
     */
    @Benchmark
    public void largeAxpyView(Elements elements) {
        DoubleTensor view = elements.largeView;
        DoubleTensor target = elements.moreLargeView;
        int length = (int) view.length(0);
        for (int i = 0; i < length; i++) {
            target.set(i, target.get(i) + FACTOR * view.get(i));
        }
    }
}
