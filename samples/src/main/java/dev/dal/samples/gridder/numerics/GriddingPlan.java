package dev.dal.samples.gridder.numerics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a transform is done with: the kernels, the grid and the planes that reach the accuracy in the least time.
 *
 * @param kernel how visibilities are spread in u and v
 * @param nu number of cells of the grid in u
 * @param nv number of cells of the grid in v
 * @param planes planes in w
 */
record GriddingPlan(Kernel kernel, int nu, int nv, WPlanes planes) {

    /** A visibility must not meet itself around the grid, and a grid has two stripes or more. */
    private static final int LEAST_CELLS = 2 * Tiling.TILE_ROWS;

    /** Part of the accuracy that the kernels may use up; the rest is for rounding. */
    private static final double PART_OF_KERNELS = 0.9;

    /** About how long the steps take, in nanoseconds, measured on a core of 2023. */
    private static final double NANOS_PER_VISIBILITY = 30;

    private static final double NANOS_PER_TAP = 2;
    private static final double NANOS_PER_CELL_OF_A_VISIBILITY = 0.57;
    private static final double NANOS_PER_PIXEL = 8;

    /**
     * The plan for some visibilities and an image.
     *
     * @param baselines where the visibilities were measured
     * @param image the pixels
     * @param options accuracy, and whether w counts
     */
    static GriddingPlan of(Baselines baselines, ImageGeometry image, GriddingOptions options) {
        int dimensions = options.wStacking() ? 3 : 2;
        List<FittedKernel> kernels =
                KernelCatalogue.accurateTo(PART_OF_KERNELS * options.epsilon() / Math.sqrt(dimensions));
        List<GriddingPlan> plans = new ArrayList<>();
        for (FittedKernel across : options.wStacking() ? kernels : kernels.subList(0, 1)) {
            WPlanes planes = options.wStacking()
                    ? WPlanes.of(across, image.leastNMinusOne(), baselines.leastW(), baselines.greatestW())
                    : WPlanes.NONE;
            for (FittedKernel within : kernels) {
                plans.add(new GriddingPlan(
                        within.kernel(), cells(image.nx(), within), cells(image.ny(), within), planes));
            }
        }
        return plans.stream()
                .min(Comparator.comparingDouble(plan -> plan.nanos(baselines, image)))
                .orElseThrow();
    }

    private static int cells(int pixels, FittedKernel kernel) {
        return FftLength.atLeast(Math.max(LEAST_CELLS, pixels * kernel.oversampling()));
    }

    /** About how long the transform takes. */
    private double nanos(Baselines baselines, ImageGeometry image) {
        double cellsOfVisibility = kernel.support() * (double) Taps.padded(kernel.support());
        double visibility = NANOS_PER_VISIBILITY
                + NANOS_PER_TAP * kernel.support()
                + NANOS_PER_CELL_OF_A_VISIBILITY * cellsOfVisibility;
        double plane =
                nu * FftLength.nanos(nv) + image.ny() * FftLength.nanos(nu) + NANOS_PER_PIXEL * image.nx() * image.ny();
        return baselines.visibilityCount() * planes.support() * visibility + planes.count() * plane;
    }

    /**
     * Where a coordinate lies on an axis of the grid. The cells over which a visibility is spread begin after the integral
     * part, and go on at the beginning of the axis where they pass its end.
     *
     * @param periods the coordinate, in periods per pixel
     * @param cells number of cells of the axis
     * @return at least 0, less than {@code cells}
     */
    double position(double periods, int cells) {
        double position = (periods - Math.floor(periods)) * cells - 0.5 * kernel.support();
        if (position < 0) {
            position += cells;
        }
        return position < cells ? position : position - cells;
    }

    /**
     * By what the pixels along an axis are multiplied to undo the kernel.
     *
     * @param pixels number of pixels
     * @param cells number of cells of the grid along the axis
     */
    double[] correction(int pixels, int cells) {
        double[] correction = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            correction[i] = 1 / kernel.transform((i - pixels / 2) / (double) cells);
        }
        return correction;
    }

    /** The cell of an axis, after the Fourier transform, that a pixel is taken from. */
    static int cellOfPixel(int pixel, int pixels, int cells) {
        return Math.floorMod(pixel - pixels / 2, cells);
    }
}
