package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels, baselines and options: the last legal and the first illegal numbers. */
class InputsTest {

    @Test
    void thePhaseCentreIsPixelHalfRoundedDown() {
        ImageGeometry image = new ImageGeometry(4, 5, 0.1, 0.2);
        assertThat(image.x(0)).isEqualTo(-0.2);
        assertThat(image.x(2)).isZero();
        assertThat(image.y(0)).isEqualTo(-0.4);
        assertThat(image.y(2)).isZero();
        assertThat(image.y(4)).isEqualTo(0.4);
    }

    @Test
    void nMinusOneEndsAtTheHorizon() {
        assertThat(ImageGeometry.nMinusOne(0, 0)).isZero();
        assertThat(ImageGeometry.nMinusOne(0.6, 0)).isCloseTo(-0.2, within(1e-16));
        assertThat(ImageGeometry.nMinusOne(1e-9, 0)).isCloseTo(-5e-19, within(1e-33));
        assertThat(ImageGeometry.nMinusOne(0, -1)).isNaN();
        assertThat(new ImageGeometry(2, 2, 0.6, 0.1).leastNMinusOne())
                .isCloseTo(Math.sqrt(1 - 0.37) - 1, within(1e-15));
        assertThat(new ImageGeometry(4, 4, 0.6, 0.1).leastNMinusOne()).isEqualTo(-1);
        assertThat(new ImageGeometry(1, 1, 0.6, 0.1).leastNMinusOne()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 5", "32768, 32768"})
    void sizesOfImages(int nx, int ny) {
        assertThatThrownBy(() -> new ImageGeometry(nx, ny, 1e-3, 1e-3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Size of the image: found " + nx + " x " + ny
                        + " pixels; expected at least 1 x 1 and at most 536870911 in all.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1e-3, Double.NaN, Double.POSITIVE_INFINITY})
    void sizesOfPixels(double size) {
        assertThatThrownBy(() -> new ImageGeometry(4, 4, 1e-3, size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Size of a pixel: found 0.001 x " + size
                        + "; expected positive differences of direction cosines.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1.9e-13, 0.11, Double.NaN})
    void accuracies(double epsilon) {
        assertThatThrownBy(() -> new GriddingOptions(epsilon, true, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("epsilon: found " + epsilon + "; expected an accuracy from 2.0E-13 to 0.1.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1025})
    void threads(int threads) {
        assertThatThrownBy(() -> new GriddingOptions(1e-3, true, threads))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Number of threads: found " + threads + "; expected 1 to 1024.");
    }

    @Test
    void baselines() {
        Baselines baselines =
                new Baselines(new double[] {1, 2, -3, 4, 5, 6}, new double[] {Baselines.SPEED_OF_LIGHT, 2e9});
        assertThat(baselines.visibilityCount()).isEqualTo(4);
        assertThat(baselines.wavelengths(1, 0, 2)).isEqualTo(6);
        assertThat(baselines.leastW()).isEqualTo(3);
        assertThat(baselines.greatestW()).isEqualTo(6 * (2e9 / Baselines.SPEED_OF_LIGHT));
        assertThatThrownBy(() -> new Baselines(new double[4], new double[1]))
                .hasMessage("Coordinates: found 4 numbers; expected u, v and w of each row.");
        assertThatThrownBy(() -> new Baselines(new double[] {0, Double.NaN, 0}, new double[1]))
                .hasMessage("Coordinates: found NaN at index 1; expected finite numbers.");
        assertThatThrownBy(() -> new Baselines(new double[3], new double[] {Double.POSITIVE_INFINITY}))
                .hasMessage("Frequencies: found Infinity at index 0; expected finite numbers.");
    }
}
