package dev.dal.samples.gridder.numerics;

/**
 * The pixels of an image. Pixel {@code (nx / 2, ny / 2)}, rounded down, looks at the phase centre.
 *
 * @param nx number of pixels in x
 * @param ny number of pixels in y
 * @param pixelSizeX distance of pixels in x, as difference of direction cosines
 * @param pixelSizeY distance of pixels in y, as difference of direction cosines
 */
public record ImageGeometry(int nx, int ny, double pixelSizeX, double pixelSizeY) {

    /**
     * Checks the numbers.
     *
     * @param nx number of pixels in x
     * @param ny number of pixels in y
     * @param pixelSizeX distance of pixels in x, as difference of direction cosines
     * @param pixelSizeY distance of pixels in y, as difference of direction cosines
     * @throws IllegalArgumentException if the image has no pixel, or more than an array holds, or a distance is not
     *     positive and finite
     */
    public ImageGeometry {
        if (nx < 1 || ny < 1 || (long) nx * ny > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException("Size of the image: found " + nx + " x " + ny
                    + " pixels; expected at least 1 x 1 and at most " + Integer.MAX_VALUE / 4 + " in all.");
        }
        if (!isLength(pixelSizeX) || !isLength(pixelSizeY)) {
            throw new IllegalArgumentException("Size of a pixel: found " + pixelSizeX + " x " + pixelSizeY
                    + "; expected positive differences of direction cosines.");
        }
    }

    private static boolean isLength(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /**
     * Number of pixels.
     *
     * @return nx times ny
     */
    public int pixelCount() {
        return nx * ny;
    }

    /**
     * Direction cosine of a column.
     *
     * @param i index in x
     * @return 0 for {@code nx / 2}
     */
    public double x(int i) {
        return (i - nx / 2) * pixelSizeX;
    }

    /**
     * Direction cosine of a line.
     *
     * @param j index in y
     * @return 0 for {@code ny / 2}
     */
    public double y(int j) {
        return (j - ny / 2) * pixelSizeY;
    }

    /**
     * The third direction cosine less one.
     *
     * @param x first direction cosine
     * @param y second direction cosine
     * @return from -1 to 0; NaN at and beyond the horizon
     */
    public static double nMinusOne(double x, double y) {
        double square = x * x + y * y;
        return square < 1 ? -square / (Math.sqrt(1 - square) + 1) : Double.NaN;
    }

    /** The least n - 1 of the image: that of its farthest corner, or -1 if that is below the horizon. */
    double leastNMinusOne() {
        double x = Math.max(Math.abs(x(0)), Math.abs(x(nx - 1)));
        double y = Math.max(Math.abs(y(0)), Math.abs(y(ny - 1)));
        double corner = nMinusOne(x, y);
        return Double.isNaN(corner) ? -1 : corner;
    }

    /** Checks that an array has a number for each pixel. */
    void checkLength(double[] pixels) {
        if (pixels.length != pixelCount()) {
            throw new IllegalArgumentException("Image: found " + pixels.length + " numbers; expected " + pixelCount()
                    + ", one for each of " + nx + " x " + ny + " pixels.");
        }
    }
}
