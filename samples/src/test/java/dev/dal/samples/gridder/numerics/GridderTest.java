package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.dal.samples.gridder.Comparison;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridderTest {

    private static final GriddingOptions STACKED = new GriddingOptions(1e-9, true, 1);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resultsDoNotDependOnTheNumberOfThreads(boolean wStacking) {
        RandomCase random = new RandomCase(120, 90, 10, 3000, 2, 1);
        double[] dirty = random.dirty(1e-6, wStacking);
        double[] visibilities = random.degridded(1e-6, wStacking);
        for (int threads : new int[] {2, 3, 8}) {
            GriddingOptions options = new GriddingOptions(1e-6, wStacking, threads);
            assertThat(random.dirty(options)).isEqualTo(dirty);
            assertThat(random.degridded(options)).isEqualTo(visibilities);
        }
    }

    @Test
    void flaggedVisibilitiesDoNotCount() {
        RandomCase random = new RandomCase(32, 32, 5, 50, 2, 2);
        double[] expected = random.dirty(STACKED);
        for (int visibility = 0; visibility < random.weights.length; visibility++) {
            if (random.weights[visibility] == 0) {
                random.visibilities[2 * visibility] = Double.NaN;
            }
        }
        assertThat(random.weights).contains(0);
        assertThat(random.dirty(STACKED)).isEqualTo(expected);
        double[] degridded = random.degridded(STACKED);
        for (int visibility = 0; visibility < random.weights.length; visibility++) {
            assertThat(degridded[2 * visibility] == 0).isEqualTo(random.weights[visibility] == 0);
        }
    }

    @Test
    void withoutWeightsEachCountsOnce() {
        RandomCase random = new RandomCase(32, 40, 5, 50, 2, 2);
        double[] ones = new double[100];
        Arrays.fill(ones, 1);
        assertThat(Gridder.toImage(random.baselines, random.visibilities, null, random.image, STACKED))
                .isEqualTo(Gridder.toImage(random.baselines, random.visibilities, ones, random.image, STACKED));
    }

    /** One visibility at u = v = w = 0 is a sky of its real part, divided by n. */
    @Test
    void theOriginMakesAConstant() {
        Baselines origin = new Baselines(new double[3], new double[] {1e9});
        ImageGeometry image = new ImageGeometry(4, 6, 0.1, 0.1);
        double[] flat = Gridder.toImage(
                origin, new double[] {3, 5}, new double[] {2}, image, new GriddingOptions(1e-9, false, 1));
        for (double pixel : flat) {
            assertThat(pixel).isCloseTo(6, within(1e-8));
        }
        double[] curved = Gridder.toImage(origin, new double[] {3, 5}, new double[] {2}, image, STACKED);
        assertThat(curved[2 * 6 + 3]).isCloseTo(6, within(1e-8));
        assertThat(curved[0]).isCloseTo(6 / Math.sqrt(1 - 0.04 - 0.09), within(1e-8));
    }

    @Test
    void thereIsNoSkyBeyondTheHorizon() {
        RandomCase random = new RandomCase(64, 64, 170, 60, 1, 4);
        double[] dirty = random.dirty(STACKED);
        assertThat(random.image.x(0)).isLessThan(-1);
        assertThat(dirty[0]).isZero();
        assertThat(dirty[32 * 64 + 32]).isNotZero();
        double[] visible = random.pixels.clone();
        for (int pixel = 0; pixel < visible.length; pixel++) {
            boolean sky =
                    !Double.isNaN(ImageGeometry.nMinusOne(random.image.x(pixel / 64), random.image.y(pixel % 64)));
            visible[pixel] = sky ? visible[pixel] : 0;
        }
        assertThat(visible).isNotEqualTo(random.pixels);
        assertThat(random.degridded(STACKED))
                .isEqualTo(Degridder.toVisibilities(random.baselines, visible, random.weights, random.image, STACKED));
    }

    /** The pixel at the phase centre is the sum of the visibilities, wherever they were measured. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onePixel(boolean wStacking) {
        RandomCase random = new RandomCase(1, 1, 1, 50, 2, 1);
        double[] ones = new double[200];
        Arrays.fill(ones, 1);
        GriddingOptions options = new GriddingOptions(1e-9, wStacking, 1);
        double[] pixel = Gridder.toImage(random.baselines, ones, null, random.image, options);
        assertThat(pixel).hasSize(1);
        assertThat(pixel[0]).isCloseTo(100, within(1e-7));
        double[] visibilities =
                Degridder.toVisibilities(random.baselines, new double[] {3}, null, random.image, options);
        for (int i = 0; i < 200; i++) {
            assertThat(visibilities[i]).isCloseTo(i % 2 == 0 ? 3 : 0, within(1e-8));
        }
    }

    @Test
    void nothingComesOfNothing() {
        ImageGeometry image = new ImageGeometry(8, 9, 0.01, 0.01);
        for (Baselines none : new Baselines[] {
            new Baselines(new double[0], new double[] {1e9}), new Baselines(new double[9], new double[0])
        }) {
            assertThat(none.visibilityCount()).isZero();
            assertThat(Gridder.toImage(none, new double[0], null, image, STACKED))
                    .hasSize(72)
                    .satisfies(pixels -> assertThat(Arrays.stream(pixels)).allMatch(pixel -> pixel == 0));
            assertThat(Degridder.toVisibilities(none, new double[72], null, image, STACKED))
                    .isEmpty();
        }
    }

    /** Coordinates farther out than the pixels can tell apart come in again from the other side. */
    @Test
    void coordinatesMayLieBeyondTheGrid() {
        Baselines far = new Baselines(new double[] {12345.6, -98765.4, 321, -7777, 4242, -1e4}, new double[] {1.4e9});
        ImageGeometry image = new ImageGeometry(30, 30, 0.002, 0.003);
        double[] visibilities = {1, 2, -3, 0.5};
        double[] truth = new ExplicitTransform(far, image, STACKED).toImage(visibilities, null);
        assertThat(Comparison.l2Error(Gridder.toImage(far, visibilities, null, image, STACKED), truth))
                .isLessThan(1e-9);
    }

    @Test
    void lengthsOfArraysAreChecked() {
        RandomCase random = new RandomCase(8, 9, 5, 10, 2, 1);
        assertThatThrownBy(() -> Gridder.toImage(random.baselines, new double[39], null, random.image, STACKED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Visibilities: found 39 numbers; expected 40, 2 for each of 10 rows and 2 channels.");
        assertThatThrownBy(() ->
                        Gridder.toImage(random.baselines, random.visibilities, new double[21], random.image, STACKED))
                .hasMessage("Weights: found 21 numbers; expected 20, 1 for each of 10 rows and 2 channels.");
        assertThatThrownBy(
                        () -> Degridder.toVisibilities(random.baselines, new double[71], null, random.image, STACKED))
                .hasMessage("Image: found 71 numbers; expected 72, one for each of 8 x 9 pixels.");
    }
}
