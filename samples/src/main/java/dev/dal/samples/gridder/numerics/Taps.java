package dev.dal.samples.gridder.numerics;

/**
 * The values of a kernel at the cells over which a visibility is spread, by a polynomial for each cell. A visibility lies
 * anywhere between two cells; {@code z} says where, from -1 to 1. The kernel is even, so that the polynomial of the last
 * cell but t is that of cell t with z reversed: even and odd powers are summed apart, and serve both.
 *
 * <p>Many visibilities are evaluated at once, in loops over plain arrays that the JVM turns into vector instructions.
 */
final class Taps {

    /** Most visibilities evaluated at once. */
    static final int BLOCK = 128;

    /** As columns are dealt with in fours. */
    private static final int UNROLLED = 4;

    /** Terms of the even part, and of the odd part: a polynomial of degree 13, at the limit of double precision. */
    private static final int TERMS = 7;

    private final int support;
    private final double[][] even;
    private final double[][] odd;

    /** The polynomials of a kernel. */
    Taps(Kernel kernel) {
        this.support = kernel.support();
        int pairs = (support + 1) / 2;
        this.even = new double[pairs][TERMS];
        this.odd = new double[pairs][TERMS];
        for (int tap = 0; tap < pairs; tap++) {
            int cell = tap;
            double[] powers =
                    Polynomial.interpolate(2 * TERMS, z -> kernel.value((0.5 * (z + 1) + cell) * 2 / support - 1));
            for (int term = 0; term < TERMS; term++) {
                even[tap][term] = powers[2 * term];
                odd[tap][term] = powers[2 * term + 1];
            }
        }
    }

    /** A number of columns that is dealt with in one go and holds the given one. */
    static int padded(int columns) {
        return (columns + UNROLLED - 1) / UNROLLED * UNROLLED;
    }

    /** Arrays for the values of a block of visibilities: one for each tap, and some that stay 0 up to the padded number. */
    double[][] newValues() {
        return new double[padded(support)][BLOCK];
    }

    /**
     * Evaluates the kernel.
     *
     * @param z where each visibility lies between cells; at least {@code count}
     * @param count number of visibilities
     * @param values one array for each tap, for the values of the visibilities
     */
    void evaluate(double[] z, int count, double[][] values) {
        for (int tap = 0; tap < even.length; tap++) {
            evaluate(even[tap], odd[tap], z, count, values[tap], values[support - 1 - tap]);
        }
    }

    private static void evaluate(double[] a, double[] b, double[] z, int count, double[] low, double[] high) {
        double a0 = a[0];
        double a1 = a[1];
        double a2 = a[2];
        double a3 = a[3];
        double a4 = a[4];
        double a5 = a[5];
        double a6 = a[6];
        double b0 = b[0];
        double b1 = b[1];
        double b2 = b[2];
        double b3 = b[3];
        double b4 = b[4];
        double b5 = b[5];
        double b6 = b[6];
        for (int i = 0; i < count; i++) {
            double x = z[i];
            double y = x * x;
            double e = (((((a6 * y + a5) * y + a4) * y + a3) * y + a2) * y + a1) * y + a0;
            double o = ((((((b6 * y + b5) * y + b4) * y + b3) * y + b2) * y + b1) * y + b0) * x;
            high[i] = e - o;
            low[i] = e + o;
        }
    }
}
