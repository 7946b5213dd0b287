package dev.dal.samples.gridder.numerics;

import java.util.Arrays;

/**
 * The cells of the grid that the visibilities of one tile are spread over, in memory near to the processor. Used by one
 * thread.
 */
final class TileBuffer {

    /** Numbers of a row of cells: real and imaginary parts alternate. */
    private static final int ROW = 2 * (Tiling.TILE_COLUMNS + KernelCatalogue.MAX_SUPPORT);

    private final int support;
    private final int usedOfRow;
    private final int paddedColumns;
    private final double[] cells;
    private final double[] sum = new double[2];

    /**
     * An empty buffer.
     *
     * @param mostRows the most cells that a tile has in u
     * @param support cells over which a visibility is spread
     */
    TileBuffer(int mostRows, int support) {
        this.support = support;
        this.usedOfRow = 2 * (Tiling.TILE_COLUMNS + support - 1);
        this.paddedColumns = Taps.padded(support);
        this.cells = new double[(mostRows + support) * ROW];
    }

    /**
     * Spreads a visibility. Four columns are dealt with at a time, so that what they get stays in registers.
     *
     * @param u cells between the beginning of the tile and the visibility, in u
     * @param v the same in v
     * @param a what each cell gets in u
     * @param b what each cell gets in v, 0 beyond the support
     * @param re real part of the visibility
     * @param im imaginary part of the visibility
     */
    void spread(int u, int v, double[] a, double[] b, double re, double im) {
        double[] target = cells;
        int rows = support;
        for (int column = 0; column < paddedColumns; column += 4) {
            double b0 = b[column];
            double b1 = b[column + 1];
            double b2 = b[column + 2];
            double b3 = b[column + 3];
            int at = u * ROW + 2 * (v + column);
            for (int row = 0; row < rows; row++) {
                double r = re * a[row];
                double i = im * a[row];
                target[at] += r * b0;
                target[at + 1] += i * b0;
                target[at + 2] += r * b1;
                target[at + 3] += i * b1;
                target[at + 4] += r * b2;
                target[at + 5] += i * b2;
                target[at + 6] += r * b3;
                target[at + 7] += i * b3;
                at += ROW;
            }
        }
    }

    /**
     * Gathers a visibility: the transpose of {@link #spread}.
     *
     * @param u cells between the beginning of the tile and the visibility, in u
     * @param v the same in v
     * @param a how much each cell counts in u
     * @param b how much each cell counts in v, 0 beyond the support
     * @return real and imaginary part, overwritten by the next call
     */
    double[] gather(int u, int v, double[] a, double[] b) {
        double[] source = cells;
        int rows = support;
        double re = 0;
        double im = 0;
        for (int column = 0; column < paddedColumns; column += 4) {
            double r0 = 0;
            double i0 = 0;
            double r1 = 0;
            double i1 = 0;
            double r2 = 0;
            double i2 = 0;
            double r3 = 0;
            double i3 = 0;
            int at = u * ROW + 2 * (v + column);
            for (int row = 0; row < rows; row++) {
                double x = a[row];
                r0 += x * source[at];
                i0 += x * source[at + 1];
                r1 += x * source[at + 2];
                i1 += x * source[at + 3];
                r2 += x * source[at + 4];
                i2 += x * source[at + 5];
                r3 += x * source[at + 6];
                i3 += x * source[at + 7];
                at += ROW;
            }
            re += r0 * b[column] + r1 * b[column + 1] + r2 * b[column + 2] + r3 * b[column + 3];
            im += i0 * b[column] + i1 * b[column + 1] + i2 * b[column + 2] + i3 * b[column + 3];
        }
        sum[0] = re;
        sum[1] = im;
        return sum;
    }

    /**
     * Adds the buffer to the grid and empties it.
     *
     * @param grid rows of cells, real and imaginary parts alternating
     * @param u the first cell in u, which may be the one after the last
     * @param v the first cell in v, which may be the one after the last
     * @param rows number of cells of the tile in u
     */
    void addTo(double[][] grid, int u, int v, int rows) {
        for (int row = 0; row < rows + support - 1; row++) {
            double[] target = grid[(u + row) % grid.length];
            int at = 2 * v % target.length;
            int done = 0;
            while (done < usedOfRow) {
                int count = Math.min(usedOfRow - done, target.length - at);
                int from = row * ROW + done;
                for (int k = 0; k < count; k++) {
                    target[at + k] += cells[from + k];
                }
                done += count;
                at = 0;
            }
        }
        Arrays.fill(cells, 0, (rows + support) * ROW, 0);
    }

    /**
     * Fills the buffer from the grid.
     *
     * @param grid rows of cells, real and imaginary parts alternating
     * @param u the first cell in u, which may be the one after the last
     * @param v the first cell in v, which may be the one after the last
     * @param rows number of cells of the tile in u
     */
    void load(double[][] grid, int u, int v, int rows) {
        for (int row = 0; row < rows + support - 1; row++) {
            double[] source = grid[(u + row) % grid.length];
            int at = 2 * v % source.length;
            int done = 0;
            while (done < usedOfRow) {
                int count = Math.min(usedOfRow - done, source.length - at);
                System.arraycopy(source, at, cells, row * ROW + done, count);
                done += count;
                at = 0;
            }
        }
    }
}
