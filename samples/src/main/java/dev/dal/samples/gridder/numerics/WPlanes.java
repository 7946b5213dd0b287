package dev.dal.samples.gridder.numerics;

import org.jspecify.annotations.Nullable;

/**
 * Planes of constant w, evenly spaced, over which visibilities are spread; or the one plane of a transform without
 * w-stacking. Of an image counts {@code n - 1} less its middle, so that the planes may be as far apart as possible.
 *
 * @param kernel how visibilities are spread in w; null without w-stacking
 * @param count number of planes
 * @param leastW the least w of a visibility, in wavelengths
 * @param step distance of planes, in wavelengths
 * @param middle middle of the values that n - 1 takes
 */
record WPlanes(@Nullable Kernel kernel, int count, double leastW, double step, double middle) {

    /** More than that is a mistake in the input. */
    private static final int MOST_PLANES = 1_000_000;

    /** The plane of a transform without w-stacking. */
    static final WPlanes NONE = new WPlanes(null, 1, 0, 1, 0);

    /**
     * Planes for all w from the least to the greatest.
     *
     * @param fitted how visibilities are spread
     * @param leastNMinusOne the least n - 1 of the image; the greatest is 0
     * @param leastW the least w, in wavelengths
     * @param greatestW the greatest w, in wavelengths
     * @throws IllegalArgumentException if there would be too many planes
     */
    static WPlanes of(FittedKernel fitted, double leastNMinusOne, double leastW, double greatestW) {
        double middle = leastNMinusOne / 2;
        double range = greatestW - leastW;
        // An image of one pixel at the phase centre does not depend on w: any distance will do.
        double step = middle == 0 ? range + 1 : 0.5 / fitted.oversampling() / -middle;
        if (!(range / step <= MOST_PLANES)) {
            throw new IllegalArgumentException("w-stacking: found w from " + leastW + " to " + greatestW
                    + " wavelengths, which takes " + range / step + " planes; expected at most " + MOST_PLANES + ".");
        }
        int count = (int) (range / step) + fitted.kernel().support();
        return new WPlanes(fitted.kernel(), count, leastW, step, middle);
    }

    /** Whether there is w-stacking. */
    boolean stacked() {
        return kernel != null;
    }

    /** The number of planes over which one visibility is spread. */
    int support() {
        return kernel == null ? 1 : kernel.support();
    }

    /**
     * Where a visibility lies. The planes over which it is spread begin with the integral part.
     *
     * @param w in wavelengths
     */
    double position(double w) {
        return stacked() ? (w - leastW) / step : 0;
    }

    /** How much of a visibility at a position belongs to one of its planes. */
    double part(int plane, double position) {
        if (kernel == null) {
            return 1;
        }
        int support = kernel.support();
        return kernel.value((plane + 1 - position) * 2 / support - 1);
    }

    /** The w of a plane, in wavelengths. */
    double w(int plane) {
        return leastW + (plane + 1 - 0.5 * support()) * step;
    }
}
