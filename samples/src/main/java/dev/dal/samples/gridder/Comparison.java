package dev.dal.samples.gridder;

/** How far arrays of numbers lie apart. Sums are compensated, so that nothing but the numbers counts. */
public final class Comparison {

    private Comparison() {}

    /**
     * Norm of the difference by the greater of the two norms.
     *
     * @param a some numbers
     * @param b as many others
     * @return from 0 to 2; 0 if all numbers are 0
     * @throws IllegalArgumentException if there are not as many
     */
    public static double l2Error(double[] a, double[] b) {
        checkLengths(a, b);
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        double greater = Math.max(dot(a, a), dot(b, b));
        return greater == 0 ? 0 : Math.sqrt(dot(difference, difference) / greater);
    }

    /**
     * Difference of two numbers by the greater of them.
     *
     * @param a a number
     * @param b another
     * @return from 0 to 2; 0 if both are 0
     */
    public static double relativeDifference(double a, double b) {
        double greater = Math.max(Math.abs(a), Math.abs(b));
        return greater == 0 ? 0 : Math.abs(a - b) / greater;
    }

    /**
     * The sum of products, as exact as in twice the precision (T. Ogita, S. M. Rump and S. Oishi, 2005, "Accurate sum and
     * dot product", algorithm Dot2).
     *
     * @param a some numbers
     * @param b as many others
     * @return the sum
     * @throws IllegalArgumentException if there are not as many
     */
    public static double dot(double[] a, double[] b) {
        checkLengths(a, b);
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < a.length; i++) {
            double product = a[i] * b[i];
            double next = sum + product;
            double back = next - sum;
            lost += Math.fma(a[i], b[i], -product) + ((sum - (next - back)) + (product - back));
            sum = next;
        }
        return sum + lost;
    }

    private static void checkLengths(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "Comparison: found " + a.length + " numbers and " + b.length + "; expected as many.");
        }
    }
}
