package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapsTest {

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 8, 11, 16})
    void tapsAreTheKernelAtTheCells(int support) {
        FittedKernel fitted = FittedKernel.best(support, 2);
        Kernel kernel = fitted.kernel();
        Taps taps = new Taps(kernel);
        double[] z = new double[Taps.BLOCK];
        for (int i = 0; i < z.length; i++) {
            z[i] = 2.0 * i / (z.length - 1) - 1;
        }
        double[][] values = taps.newValues();
        taps.evaluate(z, z.length, values);
        for (int tap = 0; tap < support; tap++) {
            for (int i = 0; i < z.length; i++) {
                double x = (0.5 * (z[i] + 1) + tap) * 2 / support - 1;
                // At its ends the kernel has a step of that height, which no polynomial follows.
                double accuracy = 2e-14 + kernel.value(1);
                assertThat(values[tap][i]).isCloseTo(kernel.value(x), within(accuracy));
            }
        }
    }

    @Test
    void columnsBeyondTheSupportStayZero() {
        Taps taps = new Taps(new Kernel(5, 11));
        double[][] values = taps.newValues();
        assertThat(values).hasDimensions(8, Taps.BLOCK);
        taps.evaluate(new double[] {0.3}, 1, values);
        assertThat(values[4][0]).isPositive();
        assertThat(values[4][1]).isZero();
        for (int column = 5; column < 8; column++) {
            assertThat(values[column]).containsOnly(0);
        }
    }

    @Test
    void paddedToFours() {
        assertThat(Taps.padded(4)).isEqualTo(4);
        assertThat(Taps.padded(5)).isEqualTo(8);
        assertThat(Taps.padded(16)).isEqualTo(16);
    }
}
