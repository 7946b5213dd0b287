package dev.dal.samples.gridder.numerics;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where visibilities were measured: rows, which are pairs of antennas at a time, and channels. Visibility
 * {@code row * channelCount + channel} belongs to a row and a channel. The arrays are used as they are and must not be
 * changed.
 */
public final class Baselines {

    /** Speed of light in vacuum, in metres per second. */
    public static final double SPEED_OF_LIGHT = 299_792_458;

    private final double[] uvw;
    private final double[] wavenumbers;

    /**
     * Rows and channels.
     *
     * @param uvw u, v and w of each row in metres, one row after the other
     * @param frequencies frequency of each channel in Hz
     * @throws IllegalArgumentException if u, v and w are not triples, if a number is not finite, or if there are more
     *     visibilities than an array holds
     */
    public Baselines(double[] uvw, double[] frequencies) {
        if (uvw.length % 3 != 0) {
            throw new IllegalArgumentException(
                    "Coordinates: found " + uvw.length + " numbers; expected u, v and w of each row.");
        }
        if (uvw.length / 3 * (long) frequencies.length > Integer.MAX_VALUE / 8) {
            throw new IllegalArgumentException("Visibilities: found " + uvw.length / 3 + " rows with "
                    + frequencies.length + " channels; expected at most " + Integer.MAX_VALUE / 8 + " in all.");
        }
        checkFinite("Coordinates", uvw);
        checkFinite("Frequencies", frequencies);
        this.uvw = uvw;
        this.wavenumbers = new double[frequencies.length];
        for (int channel = 0; channel < frequencies.length; channel++) {
            wavenumbers[channel] = frequencies[channel] / SPEED_OF_LIGHT;
        }
    }

    private static void checkFinite(String what, double[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new IllegalArgumentException(
                        what + ": found " + numbers[i] + " at index " + i + "; expected finite numbers.");
            }
        }
    }

    /**
     * Number of rows.
     *
     * @return at least 0
     */
    public int rowCount() {
        return uvw.length / 3;
    }

    /**
     * Number of channels.
     *
     * @return at least 0
     */
    public int channelCount() {
        return wavenumbers.length;
    }

    /**
     * Number of visibilities.
     *
     * @return rows times channels
     */
    public int visibilityCount() {
        return rowCount() * channelCount();
    }

    /** A coordinate in wavelengths: 0 for u, 1 for v, 2 for w. */
    double wavelengths(int row, int channel, int coordinate) {
        return uvw[3 * row + coordinate] * wavenumbers[channel];
    }

    /** The least absolute value of w in wavelengths; 0 without visibilities. */
    double leastW() {
        return visibilityCount() == 0
                ? 0
                : absoluteW().min().orElse(0) * absoluteWavenumbers().min().orElse(0);
    }

    /** The greatest absolute value of w in wavelengths; 0 without visibilities. */
    double greatestW() {
        return absoluteW().max().orElse(0) * absoluteWavenumbers().max().orElse(0);
    }

    private DoubleStream absoluteW() {
        return IntStream.range(0, rowCount()).mapToDouble(row -> Math.abs(uvw[3 * row + 2]));
    }

    private DoubleStream absoluteWavenumbers() {
        return DoubleStream.of(wavenumbers).map(Math::abs);
    }

    /**
     * Checks the length of an array that belongs to the visibilities.
     *
     * @param what name for the message
     * @param array the array
     * @param numbersEach how many numbers each visibility has
     */
    void checkLength(String what, double[] array, int numbersEach) {
        long expected = (long) numbersEach * visibilityCount();
        if (array.length != expected) {
            throw new IllegalArgumentException(what + ": found " + array.length + " numbers; expected " + expected
                    + ", " + numbersEach + " for each of " + rowCount() + " rows and " + channelCount() + " channels.");
        }
    }
}
