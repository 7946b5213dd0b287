package dev.dal.samples.gridder.numerics;

/** Adds to the visibilities what the grid of a plane has for them: the transpose of {@link GridSpreader}. */
final class GridGatherer extends PlaneSweep {

    private final double[][] grid;

    /**
     * A gatherer.
     *
     * @param plan kernel and planes
     * @param bins the visibilities, which are added to
     * @param grid rows of cells, real and imaginary parts alternating
     * @param workers the threads
     */
    GridGatherer(GriddingPlan plan, VisibilityBins bins, double[][] grid, Workers workers) {
        super(plan, bins, workers);
        this.grid = grid;
    }

    /** Adds what the grid has to the visibilities that are spread over a plane. */
    void gather(int plane) {
        sweep(plane, 0);
        sweep(plane, 1);
    }

    @Override
    void begin(TileBuffer buffer, int u, int v, int cells) {
        buffer.load(grid, u + 1, v + 1, cells);
    }

    @Override
    void visit(TileBuffer buffer, int row, int column, double[] a, double[] b, double part, double[] numbers, int at) {
        double[] sum = buffer.gather(row, column, a, b);
        numbers[at + VisibilityBins.RE] += part * sum[0];
        numbers[at + VisibilityBins.IM] += part * sum[1];
    }

    @Override
    void end(TileBuffer buffer, int u, int v, int cells) {
        // The grid stays as it is.
    }
}
