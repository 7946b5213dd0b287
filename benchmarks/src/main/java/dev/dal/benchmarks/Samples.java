package dev.dal.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Repeated measurements of one figure. Immutable. */
public final class Samples {

    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Samples of some values.
     *
     * @param values at least one
     * @return the samples
     * @throws IllegalArgumentException if there are none
     */
    public static Samples of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("Samples: found none; expected at least one value.");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /**
     * Samples of some values.
     *
     * @param values at least one
     * @return the samples
     * @throws IllegalArgumentException if there are none
     */
    public static Samples of(List<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * The value below which a part of the samples lies, interpolated between neighbours.
     *
     * @param part from 0, the least, to 1, the greatest
     * @return the quantile
     */
    public double quantile(double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The middle value.
     *
     * @return the median
     */
    public double median() {
        return quantile(0.5);
    }

    /**
     * The same samples in another unit.
     *
     * @param factor what to multiply each by; positive
     * @return the scaled samples
     */
    public Samples times(double factor) {
        return of(Arrays.stream(sorted).map(value -> value * factor).toArray());
    }
}
