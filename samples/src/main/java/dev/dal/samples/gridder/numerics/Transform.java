package dev.dal.samples.gridder.numerics;

import org.jspecify.annotations.Nullable;

/** What gridder and degridder work with, made for one transform. */
final class Transform {

    private final GriddingPlan plan;
    private final VisibilityBins bins;
    private final double[][] grid;
    private final PlaneTransform planeTransform;
    private final ImageStack stack;

    /**
     * Plans and prepares a transform.
     *
     * @param baselines where the visibilities are measured
     * @param weights their weights; null for 1
     * @param image the pixels
     * @param options accuracy and w-stacking
     * @param workers the threads
     */
    Transform(
            Baselines baselines,
            double @Nullable [] weights,
            ImageGeometry image,
            GriddingOptions options,
            Workers workers) {
        if (weights != null) {
            baselines.checkLength("Weights", weights, 1);
        }
        this.plan = GriddingPlan.of(baselines, image, options);
        GridCoordinates coordinates = new GridCoordinates(baselines, image, plan);
        this.bins = VisibilityBins.sort(coordinates, new Tiling(plan.nu(), plan.nv()), weights);
        this.grid = new double[plan.nu()][2 * plan.nv()];
        boolean[] touched = bins.touchedRows(plan.kernel().support());
        this.planeTransform = new PlaneTransform(grid, touched, image.ny(), workers);
        this.stack = new ImageStack(plan, image, workers);
    }

    GriddingPlan plan() {
        return plan;
    }

    VisibilityBins bins() {
        return bins;
    }

    /** Rows of cells, real and imaginary parts alternating; all 0 at first. */
    double[][] grid() {
        return grid;
    }

    /** Between the grid and the image of a plane. */
    PlaneTransform planeTransform() {
        return planeTransform;
    }

    /** The images of the planes. */
    ImageStack stack() {
        return stack;
    }
}
