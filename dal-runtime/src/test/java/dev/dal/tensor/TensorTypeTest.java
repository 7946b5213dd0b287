package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.memory.Region;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TensorTypeTest {

    @Test
    void everyElementTypeHasOneTypeAndAName() {
        for (ElementType elements : ElementType.values()) {
            TensorType<?> type = TensorType.of(elements);

            assertThat(type.elementType()).isSameAs(elements);
            assertThat(ElementType.of(elements.schemaName())).isSameAs(elements);
            assertThat(type).hasToString(elements.schemaName());
            assertThat(type.zeros(Shape.of(2)).type()).isSameAs(type);
            assertThat(type.tensorClass())
                    .isAssignableFrom(type.zeros(Shape.of(2)).getClass());
            assertThat(type.sizeBytes(Shape.of(2, 3))).isEqualTo(6L * elements.sizeBytes());
        }
        assertThat(TensorType.of(ElementType.BOOL)).isSameAs(ByteTensor.BOOL);
        assertThat(TensorType.of(ElementType.UINT64)).isSameAs(LongTensor.UINT64);
        assertThat(TensorType.of(ElementType.FLOAT16)).isSameAs(ShortTensor.FLOAT16);
    }

    @Test
    void namesAreThoseOfCallSchemas() {
        assertThat(ElementType.values())
                .extracting(ElementType::schemaName)
                .containsExactly(
                        "bool",
                        "int8",
                        "int16",
                        "int32",
                        "int64",
                        "uint8",
                        "uint16",
                        "uint32",
                        "uint64",
                        "float16",
                        "float32",
                        "float64",
                        "complex64",
                        "complex128");
        assertThatThrownBy(() -> ElementType.of("float80"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Element type: found 'float80'; expected one of bool, int8, int16,");
    }

    @Test
    void elementTypesKnowWhatIsStored() {
        assertThat(ElementType.BOOL.arrowType()).isEqualTo(new ArrowType.Int(8, false));
        assertThat(ElementType.COMPLEX128.arrowType()).isEqualTo(ElementType.FLOAT64.arrowType());
        assertThat(ElementType.COMPLEX64.unitBytes()).isEqualTo(4);
        assertThat(ElementType.ofStored(new ArrowType.Int(8, false))).isSameAs(ElementType.UINT8);
        assertThat(ElementType.ofStored(ElementType.COMPLEX64.arrowType())).isSameAs(ElementType.FLOAT32);
        assertThatThrownBy(() -> ElementType.ofStored(ArrowType.Bool.INSTANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Elements of a tensor cannot be Bool.");
        assertThat(ElementType.UINT16.isUnsigned()).isTrue();
        assertThat(ElementType.INT16.isUnsigned()).isFalse();
        assertThat(ElementType.FLOAT16.isUnsigned()).isFalse();
    }

    @Test
    void theBodyMustHoldAllElements() {
        Region body = Region.allocate(48);

        assertThat(DoubleTensor.TYPE.wrap(body, Shape.of(6)).length(0)).isEqualTo(6);
        assertThat(DoubleTensor.TYPE
                        .wrap(body, Shape.of(2, 2), Strides.ofBytes(32, 8))
                        .elementCount())
                .isEqualTo(4);
        assertThat(Complex128Tensor.TYPE.wrap(body, Shape.of(3)).length(0)).isEqualTo(3);
        assertTooShort(() -> DoubleTensor.TYPE.wrap(body, Shape.of(7)), "found 48 bytes; expected at least 7 times 8.");
        assertTooShort(
                () -> DoubleTensor.TYPE.wrap(body, Shape.of(2, 2), Strides.ofBytes(40, 8)), "at least 7 times 8.");
        assertTooShort(() -> Complex128Tensor.TYPE.wrap(body, Shape.of(2), Strides.ofBytes(40)), "at least 7 times 8.");
        assertTooShort(() -> ByteTensor.TYPE.wrap(body, Shape.of(49)), "at least 49 times 1.");
    }

    @Test
    void stridesMustFitTheShape() {
        Region body = Region.allocate(48);

        assertTooShort(
                () -> DoubleTensor.TYPE.wrap(body, Shape.of(2), Strides.ofBytes(8, 8)),
                "Strides of shape (2): found 2; expected 1.");
        assertTooShort(
                () -> DoubleTensor.TYPE.wrap(body, Shape.of(2), Strides.ofBytes(12)),
                "Stride of dimension 0 of shape (2): found 12 bytes; expected a multiple of 8, not negative.");
        assertTooShort(
                () -> DoubleTensor.TYPE.wrap(body, Shape.of(3), Strides.ofBytes(Long.MAX_VALUE - 7)), "at least");
        assertTooShort(
                () -> ByteTensor.TYPE.wrap(body, Shape.of(3), Strides.ofBytes(Long.MAX_VALUE)),
                "Strides: elements are more than 2^63 - 1 apart.");
        assertTooShort(() -> LongTensor.zeros(Shape.of(1L << 60)), "more than 2^63 - 1 bytes");
        assertTooShort(() -> Complex128Tensor.zeros(Shape.of(1L << 59)), "more than 2^63 - 1 bytes");
    }

    private static void assertTooShort(ThrowingCallable wrap, String message) {
        assertThatThrownBy(wrap).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void contiguityIsSeen() {
        Region body = Region.allocate(1_000);

        assertThat(LongTensor.TYPE.wrap(body, Shape.of(2, 3)).isContiguous()).isTrue();
        assertThat(LongTensor.TYPE
                        .wrap(body, Shape.of(2, 3), Strides.ofBytes(24, 8))
                        .isContiguous())
                .isTrue();
        assertThat(LongTensor.TYPE
                        .wrap(body, Shape.of(2, 3), Strides.ofBytes(8, 16))
                        .isContiguous())
                .isFalse();
        assertThat(LongTensor.TYPE
                        .wrap(body, Shape.of(2, 3), Strides.ofBytes(32, 8))
                        .isContiguous())
                .isFalse();
        assertThat(LongTensor.TYPE
                        .wrap(body, Shape.of(1, 3), Strides.ofBytes(7, 8))
                        .isContiguous())
                .isTrue();
        assertThat(LongTensor.TYPE
                        .wrap(body, Shape.of(0, 3), Strides.ofBytes(7, 7))
                        .isContiguous())
                .isTrue();
        assertThat(Complex64Tensor.TYPE
                        .wrap(body, Shape.of(3), Strides.ofBytes(8))
                        .isContiguous())
                .isTrue();
        assertThat(Complex64Tensor.TYPE
                        .wrap(body, Shape.of(3), Strides.ofBytes(12))
                        .isContiguous())
                .isFalse();
        assertThat(Complex64Tensor.TYPE
                        .wrap(body, Shape.of(3), Strides.ofBytes(12))
                        .strides())
                .isEqualTo(Strides.ofBytes(12));
    }
}
