package dev.dal.samples.gridder.numerics;

import java.util.Arrays;

/**
 * What the pixels of an image are multiplied by besides the phases of w: the inverse of the kernel's transforms, and 1/n
 * with w-stacking. It is 0 at and beyond the horizon.
 */
final class PixelFactors {

    /** Terms of the inverse transform of the kernel in w, as polynomial in the square of its argument. */
    private static final int TERMS = 24;

    private static final double NEGLIGIBLE = 1e-17;

    private final ImageGeometry image;
    private final WPlanes planes;
    private final double[] correctionX;
    private final double[] correctionY;
    private final double[] correctionW;
    private final double greatestSquare;

    PixelFactors(GriddingPlan plan, ImageGeometry image) {
        this.image = image;
        this.planes = plan.planes();
        this.correctionX = plan.correction(image.nx(), plan.nu());
        this.correctionY = plan.correction(image.ny(), plan.nv());
        double greatest = planes.middle() * planes.step();
        this.greatestSquare = Math.max(greatest * greatest, Double.MIN_NORMAL);
        Kernel kernel = planes.kernel();
        this.correctionW = kernel == null
                ? new double[] {1}
                : trimmed(Polynomial.chebyshev(
                        TERMS, x -> 1 / kernel.transform(Math.sqrt(Math.max(0, (x + 1) / 2 * greatestSquare)))));
    }

    /** The coefficients without those at the end that make no difference. */
    private static double[] trimmed(double[] coefficients) {
        int terms = coefficients.length;
        while (terms > 1 && Math.abs(coefficients[terms - 1]) < NEGLIGIBLE * Math.abs(coefficients[0])) {
            terms--;
        }
        return Arrays.copyOf(coefficients, terms);
    }

    /** How far the pixel's n - 1 lies above the middle; 0 without w-stacking and where there is no sky. */
    double aboveMiddle(int i, int j) {
        double nMinusOne = planes.stacked() ? ImageGeometry.nMinusOne(image.x(i), image.y(j)) : 0;
        return Double.isNaN(nMinusOne) ? 0 : nMinusOne - planes.middle();
    }

    /** The factor of a pixel. */
    double factor(int i, int j) {
        double factor = correctionX[i] * correctionY[j];
        if (!planes.stacked()) {
            return factor;
        }
        double nMinusOne = ImageGeometry.nMinusOne(image.x(i), image.y(j));
        if (Double.isNaN(nMinusOne)) {
            return 0;
        }
        double frequency = (nMinusOne - planes.middle()) * planes.step();
        double across = Polynomial.sumOfChebyshev(correctionW, 2 * frequency * frequency / greatestSquare - 1);
        return factor * across / (nMinusOne + 1);
    }
}
