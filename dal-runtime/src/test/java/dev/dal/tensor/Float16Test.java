package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Float16Test {

    @ParameterizedTest
    @CsvSource({
        "0000, 0x0p0",
        "8000, -0x0p0",
        "0001, 0x1p-24",
        "03ff, 0x3ffp-24",
        "0400, 0x1p-14",
        "3c00, 0x1p0",
        "3c01, 0x1.004p0",
        "3e00, 0x1.8p0",
        "b800, -0x1p-1",
        "7bff, 0x1.ffcp15",
        "fbff, -0x1.ffcp15"
    })
    void knownValues(String bits, float value) {
        short half = (short) Integer.parseInt(bits, 16);

        assertThat(Float16.toFloat(half)).isEqualTo(value);
        assertThat(Float16.of(value)).isEqualTo(half);
    }

    @Test
    void everyNumberSurvives() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Float16.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(bits & 0x7c00).isEqualTo(0x7c00);
                assertThat(Float16.of(value) & 0x7fff).isEqualTo(0x7fff);
            } else {
                assertThat(Float16.of(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void theNearestNumberIsTaken() {
        for (int bits = 0; bits < 0x7bff; bits++) {
            float low = Float16.toFloat((short) bits);
            float high = Float16.toFloat((short) (bits + 1));
            float middle = (low + high) / 2;
            int even = bits % 2 == 0 ? bits : bits + 1;
            assertThat(high).isGreaterThan(low);
            assertThat(Float16.of(middle)).isEqualTo((short) even);
            assertThat(Float16.of(Math.nextDown(middle))).isEqualTo((short) bits);
            assertThat(Float16.of(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
            assertThat(Float16.of(-Math.nextUp(middle))).isEqualTo((short) (0x8000 | bits + 1));
        }
    }

    @Test
    void whatIsTooLargeIsInfinite() {
        assertThat(Float16.of(Math.nextDown(65520f))).isEqualTo((short) 0x7bff);
        assertThat(Float16.of(65520f)).isEqualTo((short) 0x7c00);
        assertThat(Float16.of(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
        assertThat(Float16.toFloat((short) 0x7c00)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Float16.toFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Float16.toFloat((short) 0x7c01)).isNaN();
        assertThat(Float16.of(Float.MIN_VALUE)).isZero();
    }
}
