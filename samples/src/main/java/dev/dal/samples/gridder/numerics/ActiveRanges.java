package dev.dal.samples.gridder.numerics;

/**
 * The visibilities of each tile that are spread over the present plane: as they are sorted by their first plane, a range,
 * which moves towards the front while the planes are gone through from the last to the first. Every tile is moved by one
 * thread at a time.
 */
final class ActiveRanges {

    private final VisibilityBins bins;
    private final int support;
    private final int[] begins;
    private final int[] ends;

    /**
     * Ranges behind the last plane.
     *
     * @param bins the visibilities
     * @param support number of planes over which each is spread
     */
    ActiveRanges(VisibilityBins bins, int support) {
        this.bins = bins;
        this.support = support;
        int tiles = bins.tiling().tileCount();
        this.begins = new int[tiles];
        this.ends = new int[tiles];
        for (int tile = 0; tile < tiles; tile++) {
            begins[tile] = bins.end(tile);
            ends[tile] = bins.end(tile);
        }
    }

    /** Moves a tile to a plane, which is not behind the one before. */
    void move(int tile, int plane) {
        int begin = begins[tile];
        while (begin > bins.begin(tile) && firstPlane(begin - 1) > plane - support) {
            begin--;
        }
        int end = ends[tile];
        while (end > begin && firstPlane(end - 1) > plane) {
            end--;
        }
        begins[tile] = begin;
        ends[tile] = end;
    }

    private int firstPlane(int slot) {
        return (int) bins.numbers()[VisibilityBins.STRIDE * slot + VisibilityBins.POSITION_W];
    }

    /** The first visibility of a tile. */
    int begin(int tile) {
        return begins[tile];
    }

    /** The visibility after the last one of a tile. */
    int end(int tile) {
        return ends[tile];
    }
}
