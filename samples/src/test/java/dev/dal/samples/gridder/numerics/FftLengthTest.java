package dev.dal.samples.gridder.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FftLengthTest {

    @Test
    void lengthsAreEnoughAndHaveSmallFactors() {
        for (int least = 1; least < 5000; least++) {
            int length = FftLength.atLeast(least);
            assertThat(length).isBetween(least, 2 * least);
            assertThat(FftLength.nanos(length)).isLessThanOrEqualTo(FftLength.nanos(Integer.highestOneBit(2 * least)));
            assertThat(without(without(without(length, 2), 3), 5)).isEqualTo(1);
        }
    }

    private static int without(int number, int factor) {
        int left = number;
        while (left % factor == 0) {
            left /= factor;
        }
        return left;
    }

    @Test
    void aFasterLengthMayBeLonger() {
        assertThat(FftLength.atLeast(1000)).isEqualTo(1024);
        assertThat(FftLength.atLeast(1024)).isEqualTo(1024);
        assertThat(FftLength.atLeast(0.5)).isEqualTo(1);
    }

    @Test
    void tooLong() {
        assertThat(FftLength.atLeast(2e8)).isGreaterThanOrEqualTo(200_000_000);
        assertThatThrownBy(() -> FftLength.atLeast(3e8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Length of a grid: found 3.0E8; expected at most 268435456. Ask for a smaller image.");
        assertThatThrownBy(() -> FftLength.atLeast(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
