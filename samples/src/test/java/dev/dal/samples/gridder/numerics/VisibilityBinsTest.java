package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VisibilityBinsTest {

    private final RandomCase random = new RandomCase(60, 80, 20, 400, 2, 8);
    private final GriddingPlan plan =
            GriddingPlan.of(random.baselines, random.image, new GriddingOptions(1e-5, true, 1));
    private final Tiling tiling = new Tiling(plan.nu(), plan.nv());
    private final VisibilityBins bins =
            VisibilityBins.sort(new GridCoordinates(random.baselines, random.image, plan), tiling, random.weights);

    @Test
    void sortedByTileThenByPlane() {
        int found = 0;
        for (int tile = 0; tile < tiling.tileCount(); tile++) {
            int lastPlane = 0;
            assertThat(bins.begin(tile)).isEqualTo(found);
            for (int slot = bins.begin(tile); slot < bins.end(tile); slot++) {
                int at = VisibilityBins.STRIDE * slot;
                int u = (int) bins.numbers()[at + VisibilityBins.POSITION_U];
                int v = (int) bins.numbers()[at + VisibilityBins.POSITION_V];
                int plane = (int) bins.numbers()[at + VisibilityBins.POSITION_W];
                assertThat(tiling.tile(u, v)).isEqualTo(tile);
                assertThat(plane)
                        .isBetween(
                                lastPlane, plan.planes().count() - plan.planes().support());
                lastPlane = plane;
                found++;
            }
        }
        long counting =
                Arrays.stream(random.weights).filter(weight -> weight != 0).count();
        assertThat(found).isEqualTo((int) counting);
    }

    /** Loading turns a visibility, storing turns it back: what is left is the square of the weight. */
    @Test
    void storingUndoesLoading() {
        bins.load(random.visibilities, random.weights);
        double[] stored = new double[random.visibilities.length];
        bins.store(stored, random.weights);
        for (int i = 0; i < stored.length; i++) {
            double weight = random.weights[i / 2];
            assertThat(stored[i]).isCloseTo(random.visibilities[i] * weight * weight, within(1e-14));
        }
    }

    @Test
    void everyVisibilityIsActiveInEachOfItsPlanes() {
        int support = plan.planes().support();
        ActiveRanges active = new ActiveRanges(bins, support);
        int visits = 0;
        for (int plane = plan.planes().count() - 1; plane >= 0; plane--) {
            for (int tile = 0; tile < tiling.tileCount(); tile++) {
                active.move(tile, plane);
                for (int slot = active.begin(tile); slot < active.end(tile); slot++) {
                    double position = bins.numbers()[VisibilityBins.STRIDE * slot + VisibilityBins.POSITION_W];
                    assertThat(plane).isBetween((int) position, (int) position + support - 1);
                    visits++;
                }
            }
        }
        assertThat(visits).isEqualTo(support * bins.end(tiling.tileCount() - 1));
    }
}
