package dev.dal.samples.gridder.numerics;

import java.util.Random;

/** Random visibilities and an image, with everything that a transform wants. */
final class RandomCase {

    final Baselines baselines;
    final ImageGeometry image;
    final double[] visibilities;
    final double[] weights;
    final double[] pixels;

    /**
     * A case.
     *
     * @param nx number of pixels in x
     * @param ny number of pixels in y
     * @param degrees width of the field
     * @param rows number of rows
     * @param channels number of channels
     * @param seed where the numbers come from
     */
    RandomCase(int nx, int ny, double degrees, int rows, int channels, long seed) {
        Random random = new Random(seed);
        double pixelSizeX = Math.toRadians(degrees) / nx;
        double pixelSizeY = 0.9 * pixelSizeX;
        double[] frequencies = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            frequencies[channel] = 1e9 * (1 + 0.1 * channel);
        }
        double[] uvw = new double[3 * rows];
        for (int i = 0; i < uvw.length; i++) {
            double farthest = 0.3 / (i % 3 == 1 ? pixelSizeY : pixelSizeX);
            uvw[i] = (random.nextDouble() - 0.5) * farthest * (i % 3 == 2 ? Math.min(1, 5 / degrees) : 1);
        }
        this.baselines = new Baselines(uvw, frequencies);
        this.image = new ImageGeometry(nx, ny, pixelSizeX, pixelSizeY);
        this.visibilities = centred(2 * rows * channels, random);
        this.weights = random.doubles(rows * channels)
                .map(weight -> weight < 0.1 ? 0 : weight)
                .toArray();
        this.pixels = centred(nx * ny, random);
    }

    private static double[] centred(int count, Random random) {
        return random.doubles(count).map(number -> number - 0.5).toArray();
    }

    double[] dirty(double epsilon, boolean wStacking) {
        return dirty(new GriddingOptions(epsilon, wStacking, 1));
    }

    double[] dirty(GriddingOptions options) {
        return Gridder.toImage(baselines, visibilities, weights, image, options);
    }

    double[] degridded(double epsilon, boolean wStacking) {
        return degridded(new GriddingOptions(epsilon, wStacking, 1));
    }

    double[] degridded(GriddingOptions options) {
        return Degridder.toVisibilities(baselines, pixels, weights, image, options);
    }

    ExplicitTransform explicit(boolean wStacking) {
        return new ExplicitTransform(baselines, image, new GriddingOptions(0.1, wStacking, 2));
    }
}
