package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {

    @Test
    void valuesAtMiddleAndEnds() {
        Kernel kernel = new Kernel(8, 18);
        assertThat(kernel.value(0)).isEqualTo(1);
        assertThat(kernel.value(1)).isEqualTo(Math.exp(-18));
        assertThat(kernel.value(-1)).isEqualTo(Math.exp(-18));
        assertThat(kernel.value(Math.nextUp(1.0))).isEqualTo(Math.exp(-18));
        assertThat(kernel.value(-0.6)).isCloseTo(Math.exp(18 * (0.8 - 1)), within(1e-16));
    }

    /** The integral over cells by another rule, which is good for smooth functions that end at almost 0. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2, 0.5, 1, 1.7})
    void transformIsTheIntegral(double frequency) {
        Kernel kernel = new Kernel(12, 28);
        int steps = 6000;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double cells = 12 * (i / (double) steps - 0.5);
            sum += kernel.value(cells / 6) * Math.cos(2 * Math.PI * frequency * cells) * 12 / steps;
        }
        assertThat(kernel.transform(frequency)).isCloseTo(sum, within(1e-13));
        assertThat(kernel.transform(-frequency)).isEqualTo(kernel.transform(frequency));
    }

    /** A plane wave put together from kernels: the error is the one foretold, and not much smaller. */
    @ParameterizedTest
    @ValueSource(ints = {4, 7, 10})
    void errorOfAPlaneWaveIsTheOneForetold(int support) {
        FittedKernel fitted = FittedKernel.best(support, 1.75);
        Kernel kernel = fitted.kernel();
        double greatest = 0;
        for (int place = 0; place <= 100; place++) {
            double frequency = 0.5 / 1.75 * place / 100;
            double squares = 0;
            for (int trial = 0; trial < 50; trial++) {
                double offset = trial / 50.0;
                double re = -Math.cos(2 * Math.PI * frequency * offset);
                double im = -Math.sin(2 * Math.PI * frequency * offset);
                for (int cell = -support; cell <= support; cell++) {
                    double x = (cell - offset) * 2 / support;
                    if (Math.abs(x) <= 1) {
                        double part = kernel.value(x) / kernel.transform(frequency);
                        re += part * Math.cos(2 * Math.PI * frequency * cell);
                        im += part * Math.sin(2 * Math.PI * frequency * cell);
                    }
                }
                squares += (re * re + im * im) / 50;
            }
            greatest = Math.max(greatest, Math.sqrt(squares));
        }
        assertThat(greatest).isLessThan(1.3 * fitted.error()).isGreaterThan(0.4 * fitted.error());
    }

    @Test
    void catalogueHasKernelsForEveryAccuracy() {
        for (double error = 0.05; error > 0.9 * GriddingOptions.FINEST_EPSILON / Math.sqrt(3); error /= 3) {
            List<FittedKernel> kernels = KernelCatalogue.accurateTo(error);
            double wanted = error;
            assertThat(kernels).allMatch(kernel -> kernel.error() <= wanted);
            assertThat(kernels)
                    .extracting(kernel -> kernel.kernel().support())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void catalogueSaysWhenNoKernelWillDo() {
        assertThatThrownBy(() -> KernelCatalogue.accurateTo(1e-17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Error of a kernel: found 1.0E-17; no kernel is that accurate.");
    }
}
