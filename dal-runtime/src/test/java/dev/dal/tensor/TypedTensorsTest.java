package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.memory.Region;
import org.junit.jupiter.api.Test;

/** What the typed views have of their own: factories, texts, complex parts. */
class TypedTensorsTest {

    @Test
    void valuesBecomeTensors() {
        LongTensor vector = LongTensor.of(1, 2, 3);
        assertThat(vector.shape()).isEqualTo(Shape.of(3));
        assertThat(vector.type()).isSameAs(LongTensor.TYPE);
        assertThat(vector.isWritable()).isTrue();
        assertThat(vector.isContiguous()).isTrue();
        assertThat(vector.toArray()).containsExactly(1, 2, 3);

        DoubleTensor matrix = DoubleTensor.of(Shape.of(2, 2), 1, 2, 3, 4);
        assertThat(matrix.get(1, 0)).isEqualTo(3);
        assertThat(matrix.rank()).isEqualTo(2);
        assertThat(matrix.length(1)).isEqualTo(2);

        assertThat(FloatTensor.scalar(1.5f).get()).isEqualTo(1.5f);
        assertThat(IntTensor.zeros(Shape.of(2)).toArray()).containsExactly(0, 0);
        assertThat(ShortTensor.of().elementCount()).isZero();
        assertThat(ByteTensor.of(ByteTensor.BOOL, Shape.of(2), (byte) 1, (byte) 0)
                        .type())
                .isSameAs(ByteTensor.BOOL);
        assertThatThrownBy(() -> LongTensor.of(Shape.of(2, 2), 1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Elements of shape (2, 2): found 3; expected 4.");
    }

    @Test
    void rangesCountUp() {
        assertThat(LongTensor.range(0, 5).toArray()).containsExactly(0, 1, 2, 3, 4);
        assertThat(LongTensor.range(Long.MAX_VALUE - 2, Long.MAX_VALUE).toArray())
                .containsExactly(Long.MAX_VALUE - 2, Long.MAX_VALUE - 1);
        assertThat(IntTensor.range(-2, 1).toArray()).containsExactly(-2, -1, 0);
        assertThat(FloatTensor.range(3, 5).toArray()).containsExactly(3f, 4f);
        assertThat(DoubleTensor.range(3, 3).toArray()).isEmpty();
        assertThatThrownBy(() -> LongTensor.range(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Range: found 1 to 0; expected an end that is not below the beginning, and at most 2^63 - 1"
                        + " elements.");
        assertThatThrownBy(() -> LongTensor.range(Long.MIN_VALUE, Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Range: found -9223372036854775808 to 9223372036854775807;");
    }

    @Test
    void textsShowTypeShapeAndFirstElements() {
        assertThat(LongTensor.range(0, 3)).hasToString("int64 (3) [0, 1, 2]");
        assertThat(LongTensor.range(0, 9)).hasToString("int64 (9) [0, 1, 2, 3, 4, 5, 6, 7, …]");
        assertThat(DoubleTensor.of(Shape.of(2, 1), 0.5, -1)).hasToString("float64 (2, 1) [0.5, -1.0]");
        assertThat(LongTensor.of(LongTensor.UINT64, Shape.of(1), -1)).hasToString("uint64 (1) [18446744073709551615]");
        assertThat(IntTensor.of(IntTensor.UINT32, Shape.of(1), -1)).hasToString("uint32 (1) [4294967295]");
        assertThat(IntTensor.of(-1)).hasToString("int32 (1) [-1]");
        assertThat(ShortTensor.of(ShortTensor.UINT16, Shape.of(1), (short) -1)).hasToString("uint16 (1) [65535]");
        assertThat(ShortTensor.of(ShortTensor.FLOAT16, Shape.of(1), (short) 0x3e00))
                .hasToString("float16 (1) [1.5]");
        assertThat(ShortTensor.of((short) -1)).hasToString("int16 (1) [-1]");
        assertThat(ByteTensor.of(ByteTensor.UINT8, Shape.of(1), (byte) -1)).hasToString("uint8 (1) [255]");
        assertThat(ByteTensor.of(ByteTensor.BOOL, Shape.of(1), (byte) 1)).hasToString("bool (1) [1]");
        assertThat(ByteTensor.scalar((byte) -1)).hasToString("int8 () [-1]");
        assertThat(FloatTensor.scalar(0.25f)).hasToString("float32 () [0.25]");
        assertThat(Complex64Tensor.of(1, 2, 3, -4)).hasToString("complex64 (2) [1.0+2.0i, 3.0-4.0i]");
        assertThat(Complex128Tensor.scalar(1, -0.0)).hasToString("complex128 () [1.0-0.0i]");
    }

    @Test
    void complexNumbersHaveTwoParts() {
        Complex128Tensor tensor = Complex128Tensor.of(Shape.of(2, 2), 1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(tensor.re(1, 0)).isEqualTo(5);
        assertThat(tensor.im(1, 1)).isEqualTo(8);
        assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(tensor.strides()).isEqualTo(Strides.ofBytes(32, 16));
        assertThat(Complex64Tensor.of(1, 2, 3, 4).shape()).isEqualTo(Shape.of(2));
        assertThat(Complex64Tensor.zeros(Shape.of(3)).im(2)).isZero();
        assertThat(Complex64Tensor.scalar(1, 2).im()).isEqualTo(2f);
        assertThatThrownBy(() -> Complex64Tensor.of(1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Parts of complex numbers of shape (1): found 3; expected two for each of the 1 elements.");
        assertThatThrownBy(() -> Complex128Tensor.of(Shape.of(3), 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 2; expected two for each of the 3 elements");
    }

    @Test
    void partsAreATensorOfOneRankMore() {
        Complex128Tensor tensor = Complex128Tensor.zeros(Shape.of(2, 3));
        DoubleTensor parts = tensor.interleaved();
        parts.set(1, 2, 1, 9);

        assertThat(parts.shape()).isEqualTo(Shape.of(2, 3, 2));
        assertThat(tensor.im(1, 2)).isEqualTo(9);
        assertThat(parts.buffer().get(11)).isEqualTo(9);
        Complex64Tensor deep = Complex64Tensor.zeros(Shape.of(1, 1, 1, 1, 1, 1, 1, 1));
        deep.set(new long[8], 1, 2);
        assertThat(deep.interleaved().rank()).isEqualTo(9);
        assertThat(deep.interleaved().get(0, 0, 0, 0, 0, 0, 0, 0, 1)).isEqualTo(2f);
    }

    @Test
    void partsOfComplexNumbersMayLieApart() {
        Region body = Region.allocate(6 * Double.BYTES);
        DoubleTensor planes = DoubleTensor.TYPE.wrap(body, Shape.of(2, 3));
        planes.copyFrom(new double[] {1, 2, 3, 10, 20, 30});
        Layout stored = Layout.of(Shape.stored(3, 2), new long[] {8, 24}, 8);
        Complex128Tensor tensor = Complex128Tensor.TYPE.wrap(body, stored);
        tensor.set(1, -2, -20);

        assertThat(tensor.toArray()).containsExactly(1, 10, -2, -20, 3, 30);
        assertThat(tensor.re(2)).isEqualTo(3);
        assertThat(tensor.im(2)).isEqualTo(30);
        assertThat(tensor.isContiguous()).isFalse();
        assertThat(tensor).hasToString("complex128 (3) [1.0+10.0i, -2.0-20.0i, 3.0+30.0i]");
    }

    @Test
    void stridesOfComplexNumbersMayBeOddInParts() {
        Region body = Region.allocate(5 * Float.BYTES);
        Complex64Tensor tensor = Complex64Tensor.TYPE.wrap(body, Shape.of(2), Strides.ofBytes(12));
        tensor.set(0, 1, 2);
        tensor.set(1, 3, 4);

        assertThat(FloatTensor.TYPE.wrap(body, Shape.of(5)).toArray()).containsExactly(1, 2, 0, 3, 4);
        assertThat(tensor.re(1)).isEqualTo(3);
        assertThat(tensor.im(1)).isEqualTo(4);
    }

    @Test
    void tensorsAreEqualOnlyToThemselves() {
        LongTensor tensor = LongTensor.of(1);

        assertThat(tensor).isEqualTo(tensor).isNotEqualTo(LongTensor.of(1));
    }

    @Test
    void bitsOfNumbersArePreserved() {
        float odd = Float.intBitsToFloat(0x7fa00001);
        FloatTensor floats = Views.view(FloatTensor.TYPE, Shape.of(1), Views.Order.WINDOWED);
        floats.set(0, odd);
        assertThat(Float.floatToRawIntBits(floats.get(0)) & 0x3fffff).isNotZero();
        assertThat(Float.isNaN(floats.get(0))).isTrue();
        assertThat(LongTensor.of(Long.MIN_VALUE).get(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(DoubleTensor.of(-0.0).get(0)).isEqualTo(-0.0);
    }
}
