package dev.dal.samples.gridder.numerics;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes dirty images of visibilities. */
public final class Gridder {

    private Gridder() {}

    /**
     * The dirty image of visibilities.
     *
     * @param baselines where they were measured
     * @param visibilities their real and imaginary parts, rows one after the other
     * @param weights by what each is multiplied; null for 1. Visibilities of weight 0 do not count and may be NaN
     * @param image the pixels to make; those at and beyond the horizon are 0 with w-stacking
     * @param options accuracy, w-stacking and threads
     * @return the pixels in row-major order: all of y for an x, one after the other
     * @throws IllegalArgumentException if the length of an array is wrong, or the grid or the number of planes too large
     */
    public static double[] toImage(
            Baselines baselines,
            double[] visibilities,
            double @Nullable [] weights,
            ImageGeometry image,
            GriddingOptions options) {
        return toImage(baselines, visibilities, weights, image, options, () -> false);
    }

    /**
     * The dirty image of visibilities.
     *
     * @param baselines where they were measured
     * @param visibilities their real and imaginary parts, rows one after the other
     * @param weights by what each is multiplied; null for 1. Visibilities of weight 0 do not count and may be NaN
     * @param image the pixels to make; those at and beyond the horizon are 0 with w-stacking
     * @param options accuracy, w-stacking and threads
     * @param cancelled asked often, and by all threads: whether nobody wants the result any more
     * @return the pixels in row-major order: all of y for an x, one after the other
     * @throws IllegalArgumentException if the length of an array is wrong, or the grid or the number of planes too large
     * @throws java.util.concurrent.CancellationException as soon as {@code cancelled} says so
     */
    public static double[] toImage(
            Baselines baselines,
            double[] visibilities,
            double @Nullable [] weights,
            ImageGeometry image,
            GriddingOptions options,
            BooleanSupplier cancelled) {
        baselines.checkLength("Visibilities", visibilities, 2);
        try (Workers workers = new Workers(options.threads(), cancelled)) {
            Transform transform = new Transform(baselines, weights, image, options, workers);
            transform.bins().load(visibilities, weights);
            GridSpreader spreader = new GridSpreader(transform.plan(), transform.bins(), transform.grid(), workers);
            for (int plane = transform.plan().planes().count() - 1; plane >= 0; plane--) {
                spreader.spread(plane);
                transform.planeTransform().toImage(transform.stack()::add);
                if (plane > 0) {
                    transform.planeTransform().clear();
                }
            }
            return transform.stack().toImage(workers);
        }
    }
}
