package dev.dal.samples.gridder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.samples.gridder.numerics.Degridder;
import dev.dal.samples.gridder.numerics.Gridder;
import dev.dal.samples.gridder.numerics.GriddingOptions;
import org.junit.jupiter.api.Test;

class SmallSkyTest {

    /** 21 antennas, 60 times. */
    @Test
    void everyPairOfAntennasAtEveryTime() {
        assertThat(SmallSky.observation(64).rowCount()).isEqualTo(21 * 20 / 2 * 60);
    }

    /** The sources stand out of the dirty image. */
    @Test
    void theSourcesAreFoundAgain() {
        Observation observation = SmallSky.observation(128);
        double[] sky = SmallSky.sources(observation.image());
        GriddingOptions options = new GriddingOptions(1e-4, true, 2);
        double[] visibilities =
                Degridder.toVisibilities(observation.baselines(), sky, null, observation.image(), options);
        double[] dirty = Gridder.toImage(observation.baselines(), visibilities, null, observation.image(), options);
        int brightest = 0;
        for (int pixel = 0; pixel < dirty.length; pixel++) {
            brightest = dirty[pixel] > dirty[brightest] ? pixel : brightest;
            if (sky[pixel] > 0) {
                assertThat(dirty[pixel] / observation.visibilityCount()).isBetween(sky[pixel] - 0.2, sky[pixel] + 0.2);
            }
        }
        assertThat(brightest).isEqualTo(64 * 128 + 64);
    }
}
