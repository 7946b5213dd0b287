package dev.dal.samples.gridder.numerics;

import org.jspecify.annotations.Nullable;

/**
 * What gridder and degridder work with, made for one transform.
 *
 * @param plan kernels, grid and planes
 * @param bins the visibilities
 * @param grid rows of cells, real and imaginary parts alternating; all 0
 * @param planeTransform between the grid and the image of a plane
 * @param stack the images of the planes
 */
record Transform(
        GriddingPlan plan, VisibilityBins bins, double[][] grid, PlaneTransform planeTransform, ImageStack stack) {

    static Transform of(
            Baselines baselines,
            double @Nullable [] weights,
            ImageGeometry image,
            GriddingOptions options,
            Workers workers) {
        if (weights != null) {
            baselines.checkLength("Weights", weights, 1);
        }
        GriddingPlan plan = GriddingPlan.of(baselines, image, options);
        GridCoordinates coordinates = new GridCoordinates(baselines, image, plan);
        VisibilityBins bins = VisibilityBins.sort(coordinates, new Tiling(plan.nu(), plan.nv()), weights);
        double[][] grid = new double[plan.nu()][2 * plan.nv()];
        boolean[] touched = bins.touchedRows(plan.kernel().support());
        PlaneTransform planeTransform = new PlaneTransform(grid, touched, image.ny(), workers);
        return new Transform(plan, bins, grid, planeTransform, new ImageStack(plan, image, workers));
    }
}
