package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.dal.samples.gridder.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplicitTransformTest {

    private static final ImageGeometry IMAGE = new ImageGeometry(4, 2, 0.1, 0.2);

    /** One wavelength is one metre. */
    private static final double[] METRES = {Baselines.SPEED_OF_LIGHT};

    /** The formula of package-info, written down for one pixel. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onePixelOfOneVisibility(boolean wStacking) {
        Baselines baselines = new Baselines(new double[] {1.5, -2.5, 30}, METRES);
        double[] image = new ExplicitTransform(baselines, IMAGE, new GriddingOptions(0.1, wStacking, 1))
                .toImage(new double[] {2, -3}, new double[] {0.5});
        double x = -0.2;
        double y = -0.2;
        double n = wStacking ? Math.sqrt(1 - x * x - y * y) : 1;
        double phase = 2 * Math.PI * (1.5 * x - 2.5 * y - 30 * (n - 1));
        double expected = 0.5 / n * (2 * Math.cos(phase) + 3 * Math.sin(phase));
        assertThat(image[0]).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneVisibilityOfOnePixel(boolean wStacking) {
        Baselines baselines = new Baselines(new double[] {1.5, -2.5, 30}, METRES);
        double[] pixels = new double[8];
        pixels[7] = 4;
        double[] visibility = new ExplicitTransform(baselines, IMAGE, new GriddingOptions(0.1, wStacking, 1))
                .toVisibilities(pixels, new double[] {0.5});
        double x = 0.1;
        double n = wStacking ? Math.sqrt(1 - x * x) : 1;
        double phase = 2 * Math.PI * (1.5 * x - 30 * (n - 1));
        assertThat(visibility[0]).isCloseTo(2 / n * Math.cos(phase), within(1e-12));
        assertThat(visibility[1]).isCloseTo(-2 / n * Math.sin(phase), within(1e-12));
    }

    @Test
    void bothDirectionsAreAdjoint() {
        RandomCase random = new RandomCase(20, 15, 80, 30, 2, 9);
        ExplicitTransform explicit = random.explicit(true);
        double inImage = Comparison.dot(random.pixels, explicit.toImage(random.visibilities, random.weights));
        double inVisibilities =
                Comparison.dot(random.visibilities, explicit.toVisibilities(random.pixels, random.weights));
        assertThat(Comparison.relativeDifference(inImage, inVisibilities)).isLessThan(1e-13);
    }

    @Test
    void lengthsOfArraysAreChecked() {
        RandomCase random = new RandomCase(4, 4, 5, 10, 1, 1);
        ExplicitTransform explicit = random.explicit(false);
        assertThatThrownBy(() -> explicit.toImage(new double[1], null)).hasMessageStartingWith("Visibilities: found 1");
        assertThatThrownBy(() -> explicit.toImage(random.visibilities, new double[1]))
                .hasMessageStartingWith("Weights: found 1");
        assertThatThrownBy(() -> explicit.toVisibilities(new double[1], null)).hasMessageStartingWith("Image: found 1");
    }
}
