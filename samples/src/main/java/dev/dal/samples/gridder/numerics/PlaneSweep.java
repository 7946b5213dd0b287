package dev.dal.samples.gridder.numerics;

/**
 * Goes through the visibilities that are spread over a plane, tile by tile, stripes in parallel. What is done with them is
 * up to the subclasses.
 */
abstract class PlaneSweep {

    private final GriddingPlan plan;
    private final VisibilityBins bins;
    private final Workers workers;
    private final Tiling tiling;
    private final ActiveRanges active;
    private final Taps taps;

    PlaneSweep(GriddingPlan plan, VisibilityBins bins, Workers workers) {
        this.plan = plan;
        this.bins = bins;
        this.workers = workers;
        this.tiling = bins.tiling();
        this.active = new ActiveRanges(bins, plan.planes().support());
        this.taps = new Taps(plan.kernel());
    }

    /**
     * Goes through every second stripe. Planes must be gone through from the last to the first.
     *
     * @param plane the plane
     * @param first the first stripe: 0 or 1
     */
    final void sweep(int plane, int first) {
        workers.forEach(tiling.stripeCount() / 2, this::newWork, (work, pair) -> stripe(work, plane, 2 * pair + first));
    }

    private TileWork newWork() {
        return new TileWork(new TileBuffer(tiling.mostCells(), plan.kernel().support()), new TapBlock(taps));
    }

    private void stripe(TileWork work, int plane, int stripe) {
        int u = tiling.firstCell(stripe);
        int cells = tiling.firstCell(stripe + 1) - u;
        for (int column = 0; column < tiling.tilesPerStripe(); column++) {
            int tile = stripe * tiling.tilesPerStripe() + column;
            active.move(tile, plane);
            if (active.begin(tile) < active.end(tile)) {
                int v = column * Tiling.TILE_COLUMNS;
                begin(work.buffer(), u, v, cells);
                for (int slot = active.begin(tile); slot < active.end(tile); slot += Taps.BLOCK) {
                    int count = Math.min(Taps.BLOCK, active.end(tile) - slot);
                    work.taps().evaluate(bins.numbers(), slot, count);
                    for (int i = 0; i < count; i++) {
                        visit(work, plane, slot + i, i, u, v);
                    }
                }
                end(work.buffer(), u, v, cells);
            }
        }
    }

    private void visit(TileWork work, int plane, int slot, int inBlock, int u, int v) {
        double[] numbers = bins.numbers();
        int at = VisibilityBins.STRIDE * slot;
        int row = (int) numbers[at + VisibilityBins.POSITION_U] - u;
        int column = (int) numbers[at + VisibilityBins.POSITION_V] - v;
        double part = plan.planes().part(plane, numbers[at + VisibilityBins.POSITION_W]);
        TapBlock taps = work.taps();
        visit(work.buffer(), row, column, taps.u(inBlock), taps.v(inBlock), part, numbers, at);
    }

    /** Prepares the buffer for a tile. */
    abstract void begin(TileBuffer buffer, int u, int v, int cells);

    /** Deals with a visibility, whose numbers begin at an index; of its value only a part belongs to this plane. */
    abstract void visit(
            TileBuffer buffer, int row, int column, double[] a, double[] b, double part, double[] numbers, int at);

    /** Is done with a tile. */
    abstract void end(TileBuffer buffer, int u, int v, int cells);
}
