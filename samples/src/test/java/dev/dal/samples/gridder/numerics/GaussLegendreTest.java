package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class GaussLegendreTest {

    @Test
    void knownRule() {
        GaussLegendre rule = GaussLegendre.on(3, -1, 1);
        assertThat(rule.node(0)).isCloseTo(-Math.sqrt(0.6), within(1e-15));
        assertThat(rule.node(1)).isCloseTo(0, within(1e-15));
        assertThat(rule.node(2)).isCloseTo(Math.sqrt(0.6), within(1e-15));
        assertThat(rule.weight(0)).isCloseTo(5 / 9.0, within(1e-15));
        assertThat(rule.weight(1)).isCloseTo(8 / 9.0, within(1e-15));
    }

    @Test
    void polynomialsOfTwiceTheOrderAreExact() {
        assertThat(integral(GaussLegendre.on(5, 0, 2), x -> Math.pow(x, 9))).isCloseTo(102.4, within(1e-12));
        assertThat(integral(GaussLegendre.on(5, 0, 2), x -> Math.pow(x, 10))).isNotCloseTo(2048 / 11.0, within(1e-6));
    }

    @Test
    void highOrders() {
        GaussLegendre rule = GaussLegendre.on(96, 0, Math.PI);
        assertThat(integral(rule, Math::sin)).isCloseTo(2, within(1e-14));
        assertThat(integral(rule, x -> Math.cos(40 * x) * Math.cos(40 * x))).isCloseTo(Math.PI / 2, within(1e-13));
    }

    private static double integral(GaussLegendre rule, DoubleUnaryOperator function) {
        double sum = 0;
        for (int i = 0; i < rule.order(); i++) {
            sum += rule.weight(i) * function.applyAsDouble(rule.node(i));
        }
        return sum;
    }
}
