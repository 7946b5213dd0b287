package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilingTest {

    @ParameterizedTest
    @ValueSource(ints = {32, 33, 63, 64, 100, 640, 1001})
    void stripesAreEvenInNumberWideEnoughAndCoverTheGrid(int nu) {
        Tiling tiling = new Tiling(nu, 100);
        assertThat(tiling.stripeCount()).isEven().isPositive();
        assertThat(tiling.firstCell(0)).isZero();
        assertThat(tiling.firstCell(tiling.stripeCount())).isEqualTo(nu);
        for (int stripe = 0; stripe < tiling.stripeCount(); stripe++) {
            int cells = tiling.firstCell(stripe + 1) - tiling.firstCell(stripe);
            assertThat(cells).isBetween(Tiling.TILE_ROWS, tiling.mostCells());
            for (int u = tiling.firstCell(stripe); u < tiling.firstCell(stripe + 1); u++) {
                assertThat(tiling.tile(u, 0)).isEqualTo(stripe * tiling.tilesPerStripe());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 48, 49, 100})
    void tilesFollowEachOtherInV(int nv) {
        Tiling tiling = new Tiling(64, nv);
        for (int v = 0; v < nv; v++) {
            assertThat(tiling.tile(0, v)).isEqualTo(v / Tiling.TILE_COLUMNS).isLessThan(tiling.tilesPerStripe());
        }
        assertThat(tiling.tileCount()).isEqualTo(tiling.stripeCount() * tiling.tilesPerStripe());
    }
}
