package dev.dal.samples.gridder.numerics;

/**
 * How a grid is cut into tiles, so that what is near in u and v is dealt with together. A stripe is a row of tiles, with
 * the same range of cells in u. There is an even number of stripes, each of at least {@link #TILE_ROWS} cells: what is
 * spread from one stripe reaches into the next one, but not into the one after that, also around the end of the grid.
 */
final class Tiling {

    /** The least number of cells of a tile in u. A kernel is not wider. */
    static final int TILE_ROWS = KernelCatalogue.MAX_SUPPORT;

    /** Number of cells of a tile in v. */
    static final int TILE_COLUMNS = 48;

    private final int nu;
    private final int stripeCount;
    private final int tilesPerStripe;

    /**
     * Tiles of a grid.
     *
     * @param nu number of cells in u, at least two tiles
     * @param nv number of cells in v
     */
    Tiling(int nu, int nv) {
        this.nu = nu;
        this.stripeCount = nu / (2 * TILE_ROWS) * 2;
        this.tilesPerStripe = (nv + TILE_COLUMNS - 1) / TILE_COLUMNS;
    }

    int stripeCount() {
        return stripeCount;
    }

    int tilesPerStripe() {
        return tilesPerStripe;
    }

    int tileCount() {
        return stripeCount * tilesPerStripe;
    }

    /** The first cell of a stripe in u; for the number of stripes, the number of cells. */
    int firstCell(int stripe) {
        return (int) ((long) stripe * nu / stripeCount);
    }

    /** The most cells that a stripe has in u. */
    int mostCells() {
        return (nu + stripeCount - 1) / stripeCount;
    }

    /** The tile of a cell. */
    int tile(int u, int v) {
        int stripe = (int) (((u + 1L) * stripeCount - 1) / nu);
        return stripe * tilesPerStripe + v / TILE_COLUMNS;
    }
}
