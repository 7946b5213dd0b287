package dev.dal.samples.gridder.numerics;

import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A kernel whose steepness was fitted to how much finer the grid is than the image needs.
 *
 * <p>A plane wave that is put together from kernels on a grid is one wave too many for each integer: those with that many
 * more periods per cell. Their amplitudes, by that of the wanted wave, are the error of the kernel. It is largest, but
 * for oscillations, for the wave that oscillates fastest within the image, half a period over {@code oversampling} cells.
 *
 * @param kernel the kernel
 * @param oversampling cells of the grid by pixels of the image
 * @param error the greatest error, relative to the wave
 */
record FittedKernel(Kernel kernel, double oversampling, double error) {

    /** The steepness that suits best lies between these parts of what keeps the first unwanted wave out. */
    private static final double LEAST_PART = 0.90;

    private static final double GREATEST_PART = 1.0;
    private static final int TRIALS = 11;

    /** Where the error is looked at, by the fastest frequency. */
    private static final double[] PLACES = {1, 0.96, 0.92, 0.85, 0.7, 0.4};

    /**
     * The best of the kernels with a support.
     *
     * @param support number of cells that it covers
     * @param oversampling cells of the grid by pixels of the image; more than 1
     */
    static FittedKernel best(int support, double oversampling) {
        double edge = 0.5 / oversampling;
        return IntStream.range(0, TRIALS)
                .mapToDouble(trial -> LEAST_PART + (GREATEST_PART - LEAST_PART) * trial / (TRIALS - 1))
                .mapToObj(part -> new Kernel(support, part * Math.PI * support * (1 - edge)))
                .map(kernel -> new FittedKernel(kernel, oversampling, greatestError(kernel, edge)))
                .min(Comparator.comparingDouble(FittedKernel::error))
                .orElseThrow();
    }

    private static double greatestError(Kernel kernel, double edge) {
        return DoubleStream.of(PLACES)
                .map(place -> error(kernel, place * edge))
                .max()
                .orElseThrow();
    }

    /** By how much pixels at the edge of the image are raised to undo the kernel, and rounding errors with them. */
    double amplification() {
        return kernel.transform(0) / kernel.transform(0.5 / oversampling);
    }

    private static double error(Kernel kernel, double frequency) {
        double squares = 0;
        for (int periods = 1; periods <= 2; periods++) {
            double below = kernel.transform(frequency - periods);
            double above = kernel.transform(frequency + periods);
            squares += below * below + above * above;
        }
        return Math.sqrt(squares) / kernel.transform(frequency);
    }
}
