package dev.dal.samples.gridder.numerics;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes visibilities of dirty images. */
public final class Degridder {

    private Degridder() {}

    /**
     * The visibilities of an image: the adjoint of {@link Gridder#toImage}.
     *
     * @param baselines where they are wanted
     * @param pixels the image in row-major order: all of y for an x, one after the other
     * @param weights by what each visibility is multiplied; null for 1
     * @param image the pixels; those at and beyond the horizon do not count with w-stacking
     * @param options accuracy, w-stacking and threads
     * @return real and imaginary parts of the visibilities, rows one after the other
     * @throws IllegalArgumentException if the length of an array is wrong, or the grid or the number of planes too large
     */
    public static double[] toVisibilities(
            Baselines baselines,
            double[] pixels,
            double @Nullable [] weights,
            ImageGeometry image,
            GriddingOptions options) {
        return toVisibilities(baselines, pixels, weights, image, options, () -> false);
    }

    /**
     * The visibilities of an image: the adjoint of {@link Gridder#toImage}.
     *
     * @param baselines where they are wanted
     * @param pixels the image in row-major order: all of y for an x, one after the other
     * @param weights by what each visibility is multiplied; null for 1
     * @param image the pixels; those at and beyond the horizon do not count with w-stacking
     * @param options accuracy, w-stacking and threads
     * @param cancelled asked often, and by all threads: whether nobody wants the result any more
     * @return real and imaginary parts of the visibilities, rows one after the other
     * @throws IllegalArgumentException if the length of an array is wrong, or the grid or the number of planes too large
     * @throws java.util.concurrent.CancellationException as soon as {@code cancelled} says so
     */
    public static double[] toVisibilities(
            Baselines baselines,
            double[] pixels,
            double @Nullable [] weights,
            ImageGeometry image,
            GriddingOptions options,
            BooleanSupplier cancelled) {
        image.checkLength(pixels);
        try (Workers workers = new Workers(options.threads(), cancelled)) {
            Transform transform = new Transform(baselines, weights, image, options, workers);
            transform.stack().fromImage(pixels, workers);
            GridGatherer gatherer = new GridGatherer(transform.plan(), transform.bins(), transform.grid(), workers);
            for (int plane = transform.plan().planes().count() - 1; plane >= 0; plane--) {
                transform.planeTransform().toGrid(transform.stack()::take);
                gatherer.gather(plane);
                if (plane > 0) {
                    transform.planeTransform().clear();
                }
            }
            double[] visibilities = new double[2 * baselines.visibilityCount()];
            transform.bins().store(visibilities, weights);
            return visibilities;
        }
    }
}
