package dev.dal.samples.gridder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void sumsAreCompensated() {
        assertThat(Comparison.dot(new double[] {1e16, 1, -1e16, 2}, new double[] {1, 1, 1, 1}))
                .isEqualTo(3);
        double tiny = Math.nextUp(1.0);
        assertThat(Comparison.dot(new double[] {tiny, -1}, new double[] {tiny, 1}))
                .isEqualTo(2 * Math.ulp(1.0) + Math.ulp(1.0) * Math.ulp(1.0));
    }

    @Test
    void l2ErrorIsRelativeToTheGreaterNorm() {
        assertThat(Comparison.l2Error(new double[] {3, 4}, new double[] {3, 4})).isZero();
        assertThat(Comparison.l2Error(new double[] {3, 4}, new double[] {0, 0})).isEqualTo(1);
        assertThat(Comparison.l2Error(new double[] {0, 10}, new double[] {3, 4}))
                .isCloseTo(Math.sqrt(9 + 36) / 10, within(1e-15));
        assertThat(Comparison.l2Error(new double[2], new double[2])).isZero();
        assertThatThrownBy(() -> Comparison.l2Error(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Comparison: found 2 numbers and 3; expected as many.");
    }

    @Test
    void relativeDifference() {
        assertThat(Comparison.relativeDifference(2, 1)).isEqualTo(0.5);
        assertThat(Comparison.relativeDifference(-1, 1)).isEqualTo(2);
        assertThat(Comparison.relativeDifference(0, 0)).isZero();
    }
}
