package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PolynomialTest {

    @Test
    void chebyshevCoefficientsOfAPolynomial() {
        double[] coefficients = Polynomial.chebyshev(5, x -> 8 * x * x * x * x - 8 * x * x + 1 + 3 * x);
        double[] expected = {0, 3, 0, 0, 1};
        assertThat(coefficients).containsExactly(expected, within(1e-14));
    }

    @Test
    void sumOfChebyshevFollowsASmoothFunction() {
        double[] coefficients = Polynomial.chebyshev(20, Math::exp);
        for (double x = -1; x <= 1; x += 0.125) {
            assertThat(Polynomial.sumOfChebyshev(coefficients, x)).isCloseTo(Math.exp(x), within(1e-14));
        }
        assertThat(Polynomial.sumOfChebyshev(new double[] {7}, 0.3)).isEqualTo(7);
    }

    @Test
    void powersOfTheInterpolatingPolynomial() {
        double[] powers = Polynomial.interpolate(4, x -> 2 - x + 5 * x * x * x);
        assertThat(powers).containsExactly(new double[] {2, -1, 0, 5}, within(1e-14));
    }
}
