package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void aShapeHasLengths() {
        Shape shape = Shape.of(3, 4);

        assertThat(shape.rank()).isEqualTo(2);
        assertThat(shape.length(0)).isEqualTo(3);
        assertThat(shape.length(1)).isEqualTo(4);
        assertThat(shape.lengths()).containsExactly(3, 4);
        assertThat(shape.elementCount()).isEqualTo(12);
        assertThat(shape).hasToString("(3, 4)");
        assertThatThrownBy(() -> shape.length(2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void noDimensionsMeanOneElement() {
        assertThat(Shape.of()).isEqualTo(Shape.scalar()).hasToString("()");
        assertThat(Shape.scalar().elementCount()).isOne();
        assertThat(Shape.scalar().rank()).isZero();
    }

    @Test
    void aLengthOfZeroMeansNoElements() {
        assertThat(Shape.of(3, 0, 4).elementCount()).isZero();
    }

    @Test
    void shapesAreValues() {
        long[] lengths = {1, 2};
        Shape shape = Shape.of(lengths);
        lengths[0] = 9;
        shape.lengths()[1] = 9;

        assertThat(shape).isEqualTo(Shape.of(1, 2)).hasSameHashCodeAs(Shape.of(1, 2));
        assertThat(shape).isNotEqualTo(Shape.of(2, 1)).isNotEqualTo(Shape.of(1)).isNotEqualTo("(1, 2)");
    }

    @Test
    void eightDimensionsAreTheMost() {
        assertThat(Shape.of(1, 1, 1, 1, 1, 1, 1, 1).rank()).isEqualTo(8);
        assertThatThrownBy(() -> Shape.of(1, 1, 1, 1, 1, 1, 1, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Dimensions of a shape: found 9 in (1, 1, 1, 1, 1, 1, 1, 1, 2); expected at most 8.");
    }

    @Test
    void lengthsAreNotNegative() {
        assertThatThrownBy(() -> Shape.of(2, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Length of a dimension: found -1 in (2, -1); expected 0 or more.");
    }

    @Test
    void theNumberOfElementsFitsALong() {
        assertThat(Shape.of(Long.MAX_VALUE).elementCount()).isEqualTo(Long.MAX_VALUE);
        assertThat(Shape.of(1L << 31, (1L << 32) - 1).elementCount()).isEqualTo((1L << 63) - (1L << 31));
        assertThatThrownBy(() -> Shape.of(1L << 31, 1L << 32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Elements of shape (2147483648, 4294967296): more than 2^63 - 1.");
        assertThatThrownBy(() -> Shape.of(1L << 31, 0, 1L << 32)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stridesAreBytes() {
        assertThat(Strides.rowMajor(Shape.of(2, 3, 4), 8)).isEqualTo(Strides.ofBytes(96, 32, 8));
        assertThat(Strides.columnMajor(Shape.of(2, 3, 4), 8))
                .isEqualTo(Strides.ofBytes(8, 16, 48))
                .hasSameHashCodeAs(Strides.ofBytes(8, 16, 48))
                .hasToString("(8, 16, 48)")
                .isNotEqualTo(Strides.ofBytes(8, 16));
        assertThat(Strides.rowMajor(Shape.scalar(), 8).rank()).isZero();
        assertThat(Strides.ofBytes(1, 2).bytes(1)).isEqualTo(2);
        assertThatThrownBy(() -> Strides.ofBytes(1, -8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Stride of a dimension: found -8; expected 0 or more (reversed is not supported).");
        assertThatThrownBy(() -> Strides.rowMajor(Shape.of(1L << 61), 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Elements of shape (2305843009213693952): more than 2^63 - 1 bytes.");
        assertThatThrownBy(() -> Strides.columnMajor(Shape.of(1L << 60), 8))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
