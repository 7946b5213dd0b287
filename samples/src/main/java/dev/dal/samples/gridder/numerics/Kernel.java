package dev.dal.samples.gridder.numerics;

/**
 * The exponential of a semicircle, {@code phi(x) = exp(beta (sqrt(1 - x²) - 1))} for {@code |x| <= 1}, stretched over some
 * cells of a grid: the function by which a visibility is spread (A. H. Barnett, J. Magland and L. af Klinteberg, 2019, "A
 * parallel nonuniform fast Fourier transform library based on an exponential of semicircle kernel"). Immutable.
 */
final class Kernel {

    /** Enough for the fastest oscillation that is asked for: 16 cells, 2.5 periods per cell. */
    private static final int QUADRATURE_ORDER = 96;

    /** In the angle whose sine is x the integrand is smooth also at the ends of the kernel. */
    private static final GaussLegendre ANGLES = GaussLegendre.on(QUADRATURE_ORDER, 0, Math.PI / 2);

    private static final double[] SINES = sines();

    private final int support;
    private final double beta;
    private final double[] weights;

    /**
     * A kernel.
     *
     * @param support number of cells that it covers
     * @param beta how steeply it falls
     */
    Kernel(int support, double beta) {
        this.support = support;
        this.beta = beta;
        this.weights = new double[QUADRATURE_ORDER];
        for (int i = 0; i < QUADRATURE_ORDER; i++) {
            double cosine = Math.cos(ANGLES.node(i));
            weights[i] = support * ANGLES.weight(i) * Math.exp(beta * (cosine - 1)) * cosine;
        }
    }

    private static double[] sines() {
        double[] sines = new double[QUADRATURE_ORDER];
        for (int i = 0; i < QUADRATURE_ORDER; i++) {
            sines[i] = Math.sin(ANGLES.node(i));
        }
        return sines;
    }

    /** Number of cells that the kernel covers. */
    int support() {
        return support;
    }

    /**
     * The kernel.
     *
     * @param x from -1 to 1, the ends of the kernel; what lies outside by rounding counts as an end
     */
    double value(double x) {
        return Math.exp(beta * (Math.sqrt(Math.max(0, (1 - x) * (1 + x))) - 1));
    }

    /**
     * The kernel's Fourier transform, with the cell as unit of length.
     *
     * @param frequency periods per cell, at most 2.5
     */
    double transform(double frequency) {
        double scale = Math.PI * support * frequency;
        double sum = 0;
        for (int i = 0; i < QUADRATURE_ORDER; i++) {
            sum += weights[i] * Math.cos(scale * SINES[i]);
        }
        return sum;
    }
}
