package dev.dal.samples.gridder.numerics;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The Fourier transforms between the grid of a plane and its image, of which only the pixels that are wanted are made. An
 * image is handed over column by column: for an index in y, a line of all cells in u.
 */
final class PlaneTransform {

    /** Columns that are copied at once, as neighbours in memory come together. */
    private static final int COLUMNS = 16;

    private final double[][] grid;
    private final boolean[] touchedRows;
    private final int ny;
    private final int nu;
    private final int nv;
    private final DoubleFFT_1D alongU;
    private final DoubleFFT_1D alongV;
    private final Workers workers;

    /**
     * A transform.
     *
     * @param grid rows of cells, real and imaginary parts alternating
     * @param touchedRows the rows that hold a visibility: the others are 0, or not asked for
     * @param ny number of pixels in y
     * @param workers the threads
     */
    PlaneTransform(double[][] grid, boolean[] touchedRows, int ny, Workers workers) {
        this.grid = grid;
        this.touchedRows = touchedRows;
        this.ny = ny;
        this.nu = grid.length;
        this.nv = grid[0].length / 2;
        this.alongU = new DoubleFFT_1D(nu);
        this.alongV = new DoubleFFT_1D(nv);
        this.workers = workers;
    }

    /**
     * Makes the image of the grid, sums of {@code exp(+2 pi i …)}. What the grid holds afterwards means nothing.
     *
     * @param image takes each column with its index in y; keeps no reference to it
     */
    void toImage(ObjIntConsumer<double[]> image) {
        forRows(row -> alongV.complexInverse(row, false));
        forColumns((columns, first) -> {
            gather(columns, first);
            for (int j = 0; j < columns.length && first + j < ny; j++) {
                alongU.complexInverse(columns[j], false);
                image.accept(columns[j], first + j);
            }
        });
    }

    /** Empties the grid. */
    void clear() {
        forRows(row -> Arrays.fill(row, 0));
    }

    /**
     * Makes the grid of an image, sums of {@code exp(-2 pi i …)}; the transpose of {@link #toImage}. The grid
     * must be empty.
     *
     * @param image fills the pixels of each column, whose cells are 0, for its index in y
     */
    void toGrid(ObjIntConsumer<double[]> image) {
        forColumns((columns, first) -> {
            for (int j = 0; j < columns.length && first + j < ny; j++) {
                Arrays.fill(columns[j], 0);
                image.accept(columns[j], first + j);
                alongU.complexForward(columns[j]);
            }
            scatter(columns, first);
        });
        forRows(alongV::complexForward);
    }

    private interface RowTask {
        void accept(double[] row);
    }

    private void forRows(RowTask task) {
        workers.forEach(nu, () -> task, (each, u) -> {
            if (touchedRows[u]) {
                each.accept(grid[u]);
            }
        });
    }

    private void forColumns(ObjIntConsumer<double[][]> task) {
        int blocks = (ny + COLUMNS - 1) / COLUMNS;
        workers.forEach(
                blocks, () -> new double[COLUMNS][2 * nu], (columns, block) -> task.accept(columns, block * COLUMNS));
    }

    private void gather(double[][] columns, int first) {
        for (int u = 0; u < nu; u++) {
            double[] row = grid[u];
            for (int j = 0; j < COLUMNS && first + j < ny; j++) {
                int from = 2 * GriddingPlan.cellOfPixel(first + j, ny, nv);
                columns[j][2 * u] = row[from];
                columns[j][2 * u + 1] = row[from + 1];
            }
        }
    }

    private void scatter(double[][] columns, int first) {
        for (int u = 0; u < nu; u++) {
            if (touchedRows[u]) {
                double[] row = grid[u];
                for (int j = 0; j < COLUMNS && first + j < ny; j++) {
                    int to = 2 * GriddingPlan.cellOfPixel(first + j, ny, nv);
                    row[to] = columns[j][2 * u];
                    row[to + 1] = columns[j][2 * u + 1];
                }
            }
        }
    }
}
