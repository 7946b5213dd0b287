package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.samples.gridder.Comparison;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gridder and degridder beside the explicit transform, and beside each other. */
class AccuracyTest {

    private static final double[] EPSILONS = {
        1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, GriddingOptions.FINEST_EPSILON
    };

    /** Square and not, even and odd, down to lines; fields from narrow to as wide as the sky. */
    @ParameterizedTest
    @CsvSource({
        "64, 64, 5, false",
        "64, 64, 5, true",
        "32, 50, 0.1, true",
        "33, 50, 0.1, false",
        "51, 30, 60, true",
        "45, 45, 40, true",
        "96, 31, 90, false",
        "96, 31, 90, true",
        "48, 48, 170, true",
        "1, 7, 5, true",
        "9, 1, 20, true",
        "3, 2, 0.001, true"
    })
    void errorsStayBelowEpsilon(int nx, int ny, double degrees, boolean wStacking) {
        RandomCase random = new RandomCase(nx, ny, degrees, 90, 3, nx * 1000L + ny);
        ExplicitTransform explicit = random.explicit(wStacking);
        double[] image = explicit.toImage(random.visibilities, random.weights);
        double[] visibilities = explicit.toVisibilities(random.pixels, random.weights);
        for (double epsilon : EPSILONS) {
            assertThat(Comparison.l2Error(random.dirty(epsilon, wStacking), image))
                    .as("image, epsilon %s", epsilon)
                    .isLessThan(epsilon);
            assertThat(Comparison.l2Error(random.degridded(epsilon, wStacking), visibilities))
                    .as("visibilities, epsilon %s", epsilon)
                    .isLessThan(epsilon);
        }
    }

    /** With the visibilities of the image itself the products have no sign, so that rounding errors cannot stand out. */
    @ParameterizedTest
    @CsvSource({"64, 64, 5, false", "64, 64, 5, true", "75, 60, 70, false", "75, 60, 70, true"})
    void gridderAndDegridderAreAdjoint(int nx, int ny, double degrees, boolean wStacking) {
        RandomCase random = new RandomCase(nx, ny, degrees, 300, 2, 5);
        for (double epsilon : EPSILONS) {
            GriddingOptions options = new GriddingOptions(epsilon, wStacking, 2);
            double[] visibilities =
                    Degridder.toVisibilities(random.baselines, random.pixels, null, random.image, options);
            double[] dirty = Gridder.toImage(random.baselines, visibilities, null, random.image, options);
            double inVisibilities = Comparison.dot(visibilities, visibilities);
            double inImage = Comparison.dot(random.pixels, dirty);
            assertThat(Comparison.relativeDifference(inImage, inVisibilities))
                    .as("epsilon %s", epsilon)
                    .isLessThan(wStacking ? 1e-13 : 1e-14);
        }
    }

    /** Where the signal is a single source in a corner, the corner's own error counts. */
    @ParameterizedTest
    @CsvSource({"1e-3", "1e-6", "1e-9", "1e-12"})
    void aSourceInTheCornerIsAsAccurate(double epsilon) {
        RandomCase random = new RandomCase(40, 56, 30, 90, 2, 3);
        double[] corner = new double[random.image.pixelCount()];
        corner[0] = 1;
        double[] expected = random.explicit(true).toVisibilities(corner, null);
        double[] found = Degridder.toVisibilities(
                random.baselines, corner, null, random.image, new GriddingOptions(epsilon, true, 1));
        assertThat(Comparison.l2Error(found, expected)).isLessThan(epsilon);
    }
}
