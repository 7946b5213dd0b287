package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WPlanesTest {

    private static final FittedKernel KERNEL = FittedKernel.best(6, 2);

    @Test
    void everyVisibilityHasItsPlanes() {
        WPlanes planes = WPlanes.of(KERNEL, -0.01, 100, 5000);
        assertThat(planes.step()).isEqualTo(0.5 / 2 / 0.005);
        assertThat(planes.count()).isEqualTo(98 + 6);
        assertThat((int) planes.position(100)).isZero();
        assertThat((int) planes.position(5000) + planes.support()).isEqualTo(planes.count());
    }

    /** What is spread over planes belongs to w: the parts are the kernel at the distance of the planes. */
    @Test
    void partsAreTheKernelAtTheDistanceOfThePlane() {
        WPlanes planes = WPlanes.of(KERNEL, -0.01, 100, 5000);
        double w = 1234.5;
        double position = planes.position(w);
        for (int plane = (int) position; plane < (int) position + 6; plane++) {
            double distance = (planes.w(plane) - w) / planes.step();
            assertThat(Math.abs(distance)).isLessThanOrEqualTo(3);
            assertThat(planes.part(plane, position)).isCloseTo(KERNEL.kernel().value(distance / 3), within(1e-12));
        }
    }

    @Test
    void oneValueOfW() {
        WPlanes planes = WPlanes.of(KERNEL, -0.01, 70, 70);
        assertThat(planes.count()).isEqualTo(6);
        assertThat(planes.position(70)).isZero();
    }

    @Test
    void onePixelDoesNotDependOnW() {
        WPlanes planes = WPlanes.of(KERNEL, 0, 0, 1e6);
        assertThat(planes.count()).isEqualTo(6);
        assertThat(planes.middle()).isZero();
    }

    @Test
    void withoutStacking() {
        assertThat(WPlanes.NONE.stacked()).isFalse();
        assertThat(WPlanes.NONE.position(123)).isZero();
        assertThat(WPlanes.NONE.part(0, 0)).isEqualTo(1);
        assertThat(WPlanes.NONE.support()).isEqualTo(1);
    }

    @Test
    void tooManyPlanes() {
        assertThatThrownBy(() -> WPlanes.of(KERNEL, -1, 0, 1e9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("w-stacking: found w from 0.0 to 1.0E9 wavelengths, which takes 2.0E9 planes; expected at"
                        + " most 1000000.");
    }
}
