package dev.dal.samples.gridder.numerics;

import java.util.Arrays;

/**
 * The cells of the grid that the visibilities of one tile are spread over, real and imaginary parts apart, in memory near
 * to the processor. Used by one thread.
 */
final class TileBuffer {

    private static final int ROW = 2 * Tiling.TILE_CELLS;

    private final int support;
    private final int columns;
    private final int paddedColumns;
    private final double[] re;
    private final double[] im;
    private final double[] sum = new double[2];

    /**
     * An empty buffer.
     *
     * @param mostRows the most cells that a tile has in u
     * @param support cells over which a visibility is spread
     */
    TileBuffer(int mostRows, int support) {
        this.support = support;
        this.columns = Tiling.TILE_CELLS + support - 1;
        this.paddedColumns = Taps.padded(support);
        int cells = (mostRows + support) * ROW;
        this.re = new double[cells];
        this.im = new double[cells];
    }

    /**
     * Spreads a visibility.
     *
     * @param u cells between the beginning of the tile and the visibility, in u
     * @param v the same in v
     * @param a what each cell gets in u
     * @param b what each cell gets in v, 0 beyond the support
     * @param vr real part of the visibility
     * @param vi imaginary part of the visibility
     */
    void spread(int u, int v, double[] a, double[] b, double vr, double vi) {
        double[] targetRe = re;
        double[] targetIm = im;
        int rows = support;
        for (int column = 0; column < paddedColumns; column += 4) {
            double b0 = b[column];
            double b1 = b[column + 1];
            double b2 = b[column + 2];
            double b3 = b[column + 3];
            int at = u * ROW + v + column;
            for (int row = 0; row < rows; row++) {
                double r = vr * a[row];
                double i = vi * a[row];
                targetRe[at] += r * b0;
                targetRe[at + 1] += r * b1;
                targetRe[at + 2] += r * b2;
                targetRe[at + 3] += r * b3;
                targetIm[at] += i * b0;
                targetIm[at + 1] += i * b1;
                targetIm[at + 2] += i * b2;
                targetIm[at + 3] += i * b3;
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
        double[] sourceRe = re;
        double[] sourceIm = im;
        int rows = support;
        double r = 0;
        double i = 0;
        for (int column = 0; column < paddedColumns; column += 4) {
            double r0 = 0;
            double r1 = 0;
            double r2 = 0;
            double r3 = 0;
            double i0 = 0;
            double i1 = 0;
            double i2 = 0;
            double i3 = 0;
            int at = u * ROW + v + column;
            for (int row = 0; row < rows; row++) {
                double x = a[row];
                r0 += x * sourceRe[at];
                r1 += x * sourceRe[at + 1];
                r2 += x * sourceRe[at + 2];
                r3 += x * sourceRe[at + 3];
                i0 += x * sourceIm[at];
                i1 += x * sourceIm[at + 1];
                i2 += x * sourceIm[at + 2];
                i3 += x * sourceIm[at + 3];
                at += ROW;
            }
            r += r0 * b[column] + r1 * b[column + 1] + r2 * b[column + 2] + r3 * b[column + 3];
            i += i0 * b[column] + i1 * b[column + 1] + i2 * b[column + 2] + i3 * b[column + 3];
        }
        sum[0] = r;
        sum[1] = i;
        return sum;
    }

    /**
     * Adds the buffer to the grid and empties it.
     *
     * @param grid rows of cells, real and imaginary parts alternating
     * @param u the first cell in u, which may be the one after the last
     * @param v the first cell in v, which may be the one after the last
     * @param cells number of cells of the tile in u
     */
    void addTo(double[][] grid, int u, int v, int cells) {
        for (int row = 0; row < cells + support - 1; row++) {
            double[] target = grid[(u + row) % grid.length];
            int from = row * ROW;
            int at = 2 * v % target.length;
            for (int column = 0; column < columns; column++) {
                target[at] += re[from + column];
                target[at + 1] += im[from + column];
                at += 2;
                if (at == target.length) {
                    at = 0;
                }
            }
        }
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
    }

    /**
     * Fills the buffer from the grid.
     *
     * @param grid rows of cells, real and imaginary parts alternating
     * @param u the first cell in u, which may be the one after the last
     * @param v the first cell in v, which may be the one after the last
     * @param cells number of cells of the tile in u
     */
    void load(double[][] grid, int u, int v, int cells) {
        for (int row = 0; row < cells + support - 1; row++) {
            double[] source = grid[(u + row) % grid.length];
            int to = row * ROW;
            int at = 2 * v % source.length;
            for (int column = 0; column < columns; column++) {
                re[to + column] = source[at];
                im[to + column] = source[at + 1];
                at += 2;
                if (at == source.length) {
                    at = 0;
                }
            }
        }
    }
}
