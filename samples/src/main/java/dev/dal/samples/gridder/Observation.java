package dev.dal.samples.gridder;

import dev.dal.samples.gridder.numerics.Baselines;
import dev.dal.samples.gridder.numerics.ImageGeometry;
import java.util.Random;

/** Where visibilities are measured, and the image that they are of. */
final class Observation {

    private static final double FIRST_FREQUENCY = 1e9;

    /** Highest frequency by lowest. */
    private static final double BAND = 1.1;

    private final double[] uvw;
    private final double[] frequencies;
    private final ImageGeometry image;

    /**
     * An observation; the arrays are used as they are.
     *
     * @param uvw u, v and w of each row in metres, one row after the other
     * @param frequencies frequency of each channel in Hz
     * @param image the pixels
     */
    Observation(double[] uvw, double[] frequencies, ImageGeometry image) {
        this.uvw = uvw;
        this.frequencies = frequencies;
        this.image = image;
    }

    /**
     * An observation at random coordinates, with u and v as far out as the pixels can tell apart.
     *
     * @param rows number of rows
     * @param channels number of channels
     * @param image the pixels
     * @param random where the numbers come from
     */
    static Observation random(int rows, int channels, ImageGeometry image, Random random) {
        double[] frequencies = frequencies(channels);
        double wavelength = Baselines.SPEED_OF_LIGHT / (FIRST_FREQUENCY * BAND);
        double[] longest = {
            wavelength / image.pixelSizeX(),
            wavelength / image.pixelSizeY(),
            wavelength / Math.max(image.pixelSizeX(), image.pixelSizeY())
        };
        double[] uvw = new double[3 * rows];
        for (int i = 0; i < uvw.length; i++) {
            uvw[i] = (random.nextDouble() - 0.5) * longest[i % 3];
        }
        return new Observation(uvw, frequencies, image);
    }

    /** Channels from 1 GHz on. */
    static double[] frequencies(int channels) {
        double[] frequencies = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            frequencies[channel] = FIRST_FREQUENCY * (1 + (BAND - 1) * channel / channels);
        }
        return frequencies;
    }

    /** u, v and w of each row in metres, one row after the other. */
    double[] uvw() {
        return uvw;
    }

    /** Frequency of each channel in Hz. */
    double[] frequencies() {
        return frequencies;
    }

    ImageGeometry image() {
        return image;
    }

    int rowCount() {
        return uvw.length / 3;
    }

    int visibilityCount() {
        return rowCount() * frequencies.length;
    }

    Baselines baselines() {
        return new Baselines(uvw, frequencies);
    }
}
