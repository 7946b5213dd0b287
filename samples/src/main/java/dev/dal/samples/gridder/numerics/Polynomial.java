package dev.dal.samples.gridder.numerics;

import java.util.function.DoubleUnaryOperator;

/** Polynomials that stand for smooth functions between -1 and 1. */
final class Polynomial {

    private Polynomial() {}

    /**
     * The coefficients of the Chebyshev polynomials whose sum takes the values of a function at the Chebyshev nodes.
     *
     * @param terms number of coefficients
     * @param function the function
     */
    static double[] chebyshev(int terms, DoubleUnaryOperator function) {
        double[] coefficients = new double[terms];
        for (int k = 0; k < terms; k++) {
            double angle = Math.PI * (k + 0.5) / terms;
            double value = function.applyAsDouble(Math.cos(angle)) * 2 / terms;
            for (int degree = 0; degree < terms; degree++) {
                coefficients[degree] += value * Math.cos(degree * angle);
            }
        }
        coefficients[0] /= 2;
        return coefficients;
    }

    /** The sum of Chebyshev polynomials at x, by Clenshaw's recurrence. */
    static double sumOfChebyshev(double[] coefficients, double x) {
        double next = 0;
        double afterNext = 0;
        for (int degree = coefficients.length - 1; degree > 0; degree--) {
            double value = coefficients[degree] + 2 * x * next - afterNext;
            afterNext = next;
            next = value;
        }
        return coefficients[0] + x * next - afterNext;
    }

    /**
     * The polynomial that takes the values of a function at the Chebyshev nodes.
     *
     * @param terms number of coefficients
     * @param function the function
     * @return the coefficients of the powers, the constant first
     */
    static double[] interpolate(int terms, DoubleUnaryOperator function) {
        double[] sum = new double[terms];
        double[] previous = new double[terms];
        double[] current = new double[terms];
        previous[0] = 1;
        current[1] = 1;
        for (double coefficient : chebyshev(terms, function)) {
            double[] next = new double[terms];
            for (int power = 0; power < terms; power++) {
                sum[power] += coefficient * previous[power];
                next[power] = (power == 0 ? 0 : 2 * current[power - 1]) - previous[power];
            }
            previous = current;
            current = next;
        }
        return sum;
    }
}
