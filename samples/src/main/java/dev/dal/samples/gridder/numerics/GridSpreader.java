package dev.dal.samples.gridder.numerics;

/**
 * Spreads visibilities over the grid of a plane. Stripes that are no neighbours touch different cells: first every second
 * one is done, then the others. So every cell is added to in the same order, however many threads there are.
 */
final class GridSpreader extends PlaneSweep {

    private final double[][] grid;

    /**
     * A spreader.
     *
     * @param plan kernel and planes
     * @param bins the visibilities, with values
     * @param grid rows of cells, real and imaginary parts alternating
     * @param workers the threads
     */
    GridSpreader(GriddingPlan plan, VisibilityBins bins, double[][] grid, Workers workers) {
        super(plan, bins, workers);
        this.grid = grid;
    }

    /** Adds what belongs to a plane to the grid. */
    void spread(int plane) {
        sweep(plane, 0);
        sweep(plane, 1);
    }

    @Override
    void begin(TileBuffer buffer, int u, int v, int cells) {
        // The buffer is empty.
    }

    @Override
    void visit(TileBuffer buffer, int row, int column, double[] a, double[] b, double part, double[] numbers, int at) {
        double re = part * numbers[at + VisibilityBins.RE];
        double im = part * numbers[at + VisibilityBins.IM];
        buffer.spread(row, column, a, b, re, im);
    }

    @Override
    void end(TileBuffer buffer, int u, int v, int cells) {
        buffer.addTo(grid, u + 1, v + 1, cells);
    }
}
