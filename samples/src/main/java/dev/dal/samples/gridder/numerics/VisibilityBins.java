package dev.dal.samples.gridder.numerics;

import org.jspecify.annotations.Nullable;

/**
 * The visibilities of a transform in the order in which they are dealt with: by tile, within a tile by their first plane,
 * within that as they came. Those of weight 0 are left out.
 *
 * <p>w is never negative: as images are real, a visibility is worth the conjugate of the one at the opposite u, v and w,
 * and that one takes its place.
 */
final class VisibilityBins {

    /** Numbers of a visibility: positions in u, v and w, real part, imaginary part. */
    static final int STRIDE = 5;

    static final int POSITION_U = 0;
    static final int POSITION_V = 1;
    static final int POSITION_W = 2;
    static final int RE = 3;
    static final int IM = 4;

    private final GridCoordinates coordinates;
    private final Tiling tiling;
    private final int[] source;
    private final int[] tileEnds;
    private final double[] numbers;

    private VisibilityBins(GridCoordinates coordinates, Tiling tiling, int[] source, int[] tileEnds) {
        this.coordinates = coordinates;
        this.tiling = tiling;
        this.source = source;
        this.tileEnds = tileEnds;
        this.numbers = new double[STRIDE * source.length];
        for (int slot = 0; slot < source.length; slot++) {
            coordinates.locate(source[slot], numbers, STRIDE * slot);
        }
    }

    /**
     * Sorts visibilities, whose values are still 0.
     *
     * @param coordinates where they lie
     * @param tiling the tiles of the grid
     * @param weights their weights; null if all count
     */
    static VisibilityBins sort(GridCoordinates coordinates, Tiling tiling, double @Nullable [] weights) {
        int[] tiles = new int[coordinates.visibilityCount()];
        int[] planes = new int[tiles.length];
        int[] order = new int[tiles.length];
        int used = 0;
        double[] position = new double[STRIDE];
        for (int visibility = 0; visibility < tiles.length; visibility++) {
            if (weights == null || weights[visibility] != 0) {
                coordinates.locate(visibility, position, 0);
                tiles[visibility] = tiling.tile((int) position[POSITION_U], (int) position[POSITION_V]);
                planes[visibility] = (int) position[POSITION_W];
                order[used++] = visibility;
            }
        }
        if (coordinates.planeCount() > 1) {
            order = sorted(order, used, planes, new int[coordinates.planeCount()]);
        }
        int[] tileEnds = new int[tiling.tileCount()];
        return new VisibilityBins(coordinates, tiling, sorted(order, used, tiles, tileEnds), tileEnds);
    }

    /** Sorts by counting, which keeps the order of what has the same key; sets the end of each key. */
    private static int[] sorted(int[] order, int used, int[] keys, int[] ends) {
        for (int i = 0; i < used; i++) {
            ends[keys[order[i]]]++;
        }
        int sum = 0;
        for (int key = 0; key < ends.length; key++) {
            int count = ends[key];
            ends[key] = sum;
            sum += count;
        }
        int[] sorted = new int[used];
        for (int i = 0; i < used; i++) {
            sorted[ends[keys[order[i]]]++] = order[i];
        }
        return sorted;
    }

    /**
     * Takes the values of the visibilities over.
     *
     * @param values real and imaginary parts of all visibilities as they came
     * @param weights by what to multiply them; null for 1
     */
    void load(double[] values, double @Nullable [] weights) {
        for (int slot = 0; slot < source.length; slot++) {
            int at = STRIDE * slot;
            int visibility = source[slot];
            double weight = weights == null ? 1 : weights[visibility];
            double re = values[2 * visibility] * weight;
            double im = values[2 * visibility + 1] * weight;
            if (coordinates.isFlipped(visibility)) {
                im = -im;
            }
            numbers[at + RE] = re;
            numbers[at + IM] = im;
            turn(at, -1);
        }
    }

    /**
     * Gives the values of the visibilities back, once: the transposed steps of {@link #load}.
     *
     * @param values for real and imaginary parts of all visibilities as they came; those left out are not touched
     * @param weights by what to multiply them; null for 1
     */
    void store(double[] values, double @Nullable [] weights) {
        for (int slot = 0; slot < source.length; slot++) {
            int at = STRIDE * slot;
            int visibility = source[slot];
            double weight = weights == null ? 1 : weights[visibility];
            turn(at, 1);
            double im = numbers[at + IM];
            values[2 * visibility] = numbers[at + RE] * weight;
            values[2 * visibility + 1] = (coordinates.isFlipped(visibility) ? -im : im) * weight;
        }
    }

    /** Turns a visibility by its phase in the middle of the values that n - 1 takes. */
    private void turn(int at, int direction) {
        if (coordinates.planeCount() > 1) {
            double phase = direction * coordinates.middlePhase(numbers[at + POSITION_W]);
            double cosine = Math.cos(phase);
            double sine = Math.sin(phase);
            double re = numbers[at + RE];
            double im = numbers[at + IM];
            numbers[at + RE] = re * cosine - im * sine;
            numbers[at + IM] = re * sine + im * cosine;
        }
    }

    /** Numbers of the visibilities, {@link #STRIDE} of each. */
    double[] numbers() {
        return numbers;
    }

    Tiling tiling() {
        return tiling;
    }

    /**
     * The rows of the grid that a visibility is spread over.
     *
     * @param support cells over which each is spread
     * @return for each cell in u whether there is any
     */
    boolean[] touchedRows(int support) {
        boolean[] touched = new boolean[tiling.firstCell(tiling.stripeCount())];
        for (int slot = 0; slot < source.length; slot++) {
            touched[(int) numbers[STRIDE * slot + POSITION_U]] = true;
        }
        boolean[] covered = new boolean[touched.length];
        for (int u = 0; u < touched.length; u++) {
            for (int tap = 1; touched[u] && tap <= support; tap++) {
                covered[(u + tap) % touched.length] = true;
            }
        }
        return covered;
    }

    /** The first visibility of a tile. */
    int begin(int tile) {
        return tile == 0 ? 0 : tileEnds[tile - 1];
    }

    /** The visibility after the last one of a tile. */
    int end(int tile) {
        return tileEnds[tile];
    }
}
