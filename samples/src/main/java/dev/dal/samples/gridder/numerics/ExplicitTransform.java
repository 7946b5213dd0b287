package dev.dal.samples.gridder.numerics;

import org.jspecify.annotations.Nullable;

/**
 * The sums over plane waves as they are written down, term by term: slow, and as exact as double precision allows. What
 * {@link Gridder} and {@link Degridder} do fast is measured against this. Immutable.
 */
public final class ExplicitTransform {

    private final Baselines baselines;
    private final ImageGeometry image;
    private final GriddingOptions options;
    private final double[] coordinates;
    private final double[] directions;
    private final double[] factors;

    /**
     * A transform between visibilities and an image.
     *
     * @param baselines where the visibilities were measured
     * @param image the pixels
     * @param options w-stacking and threads; the accuracy does not matter
     */
    public ExplicitTransform(Baselines baselines, ImageGeometry image, GriddingOptions options) {
        this.baselines = baselines;
        this.image = image;
        this.options = options;
        this.coordinates = new double[3 * baselines.visibilityCount()];
        for (int i = 0; i < coordinates.length; i++) {
            int visibility = i / 3;
            int row = visibility / baselines.channelCount();
            coordinates[i] = baselines.wavelengths(row, visibility % baselines.channelCount(), i % 3);
        }
        this.directions = new double[3 * image.pixelCount()];
        this.factors = new double[image.pixelCount()];
        for (int pixel = 0; pixel < factors.length; pixel++) {
            setDirection(pixel, image.x(pixel / image.ny()), image.y(pixel % image.ny()));
        }
    }

    private void setDirection(int pixel, double x, double y) {
        double nMinusOne = options.wStacking() ? ImageGeometry.nMinusOne(x, y) : 0;
        boolean sky = !Double.isNaN(nMinusOne);
        directions[3 * pixel] = x;
        directions[3 * pixel + 1] = y;
        directions[3 * pixel + 2] = sky ? -nMinusOne : 0;
        factors[pixel] = sky ? 1 / (1 + nMinusOne) : 0;
    }

    /** The phase of a term, from -pi to pi. */
    private double angle(int visibility, int pixel) {
        double turns = coordinates[3 * visibility] * directions[3 * pixel]
                + coordinates[3 * visibility + 1] * directions[3 * pixel + 1]
                + coordinates[3 * visibility + 2] * directions[3 * pixel + 2];
        return 2 * Math.PI * (turns - Math.rint(turns));
    }

    /**
     * The dirty image of visibilities.
     *
     * @param visibilities their real and imaginary parts, rows one after the other
     * @param weights by what each is multiplied; null for 1
     * @return the pixels in row-major order
     * @throws IllegalArgumentException if the length of an array is wrong
     */
    public double[] toImage(double[] visibilities, double @Nullable [] weights) {
        baselines.checkLength("Visibilities", visibilities, 2);
        checkWeights(weights);
        double[] pixels = new double[image.pixelCount()];
        try (Workers workers = new Workers(options.threads(), () -> false)) {
            workers.forEach(pixels.length, () -> pixels, (target, pixel) -> {
                double sum = 0;
                for (int visibility = 0; visibility < baselines.visibilityCount(); visibility++) {
                    double angle = angle(visibility, pixel);
                    double term = visibilities[2 * visibility] * Math.cos(angle)
                            - visibilities[2 * visibility + 1] * Math.sin(angle);
                    sum += weight(weights, visibility) * term;
                }
                target[pixel] = sum * factors[pixel];
            });
        }
        return pixels;
    }

    /**
     * The visibilities of an image.
     *
     * @param pixels the image in row-major order
     * @param weights by what each visibility is multiplied; null for 1
     * @return real and imaginary parts of the visibilities, rows one after the other
     * @throws IllegalArgumentException if the length of an array is wrong
     */
    public double[] toVisibilities(double[] pixels, double @Nullable [] weights) {
        image.checkLength(pixels);
        checkWeights(weights);
        double[] visibilities = new double[2 * baselines.visibilityCount()];
        try (Workers workers = new Workers(options.threads(), () -> false)) {
            workers.forEach(baselines.visibilityCount(), () -> visibilities, (target, visibility) -> {
                double re = 0;
                double im = 0;
                for (int pixel = 0; pixel < pixels.length; pixel++) {
                    double angle = angle(visibility, pixel);
                    double value = pixels[pixel] * factors[pixel];
                    re += value * Math.cos(angle);
                    im -= value * Math.sin(angle);
                }
                target[2 * visibility] = re * weight(weights, visibility);
                target[2 * visibility + 1] = im * weight(weights, visibility);
            });
        }
        return visibilities;
    }

    private void checkWeights(double @Nullable [] weights) {
        if (weights != null) {
            baselines.checkLength("Weights", weights, 1);
        }
    }

    private static double weight(double @Nullable [] weights, int visibility) {
        return weights == null ? 1 : weights[visibility];
    }
}
