package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.tensor.Views.Order;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every accessor of every type, in every layout and rank. */
class ElementAccessTest {

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void everyElementHasItsOwnPlace(TensorType<?> type, Order order) {
        for (Shape shape : Views.SHAPES) {
            TensorFace face = new TensorFace(Views.view(type, shape, order));
            for (long i = 0; i < shape.elementCount(); i++) {
                set(face, i, Views.index(shape, i));
            }
            for (long i = 0; i < shape.elementCount(); i++) {
                long[] index = Views.index(shape, i);
                assertThat(face.getAny(index)).as("%s %d", shape, i).isEqualTo(face.sample(i));
                if (index.length <= 3) {
                    assertThat(face.get(index)).as("%s %d", shape, i).isEqualTo(face.sample(i));
                }
                if (!face.isComplex()) {
                    assertThat(face.getAt(i)).as("%s %d", shape, i).isEqualTo(face.sample(i));
                }
            }
        }
    }

    /** Through a different one of the accessors each time. */
    private static void set(TensorFace face, long number, long[] index) {
        Object value = face.sample(number);
        if (number % 3 == 0 && !face.isComplex()) {
            face.setAt(number, value);
        } else if (number % 3 == 1 && index.length <= 3) {
            face.set(value, index);
        } else {
            face.setAny(value, index);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void everyIndexIsCheckedInEveryDimension(TensorType<?> type, Order order) {
        for (Shape shape : Views.SHAPES) {
            TensorFace face = new TensorFace(Views.view(type, shape, order));
            Object value = face.sample(1);
            for (int d = 0; d < shape.rank(); d++) {
                long[] last = new long[shape.rank()];
                last[d] = shape.length(d) - 1;
                face.setAny(value, last);
                assertThat(face.getAny(last)).isEqualTo(value);
                for (long illegal : new long[] {shape.length(d), -1, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE}) {
                    long[] index = new long[shape.rank()];
                    index[d] = illegal;
                    String message = "Index " + illegal + " in dimension " + d + " is outside of shape " + shape + ".";
                    assertOutside(() -> face.getAny(index), message);
                    assertOutside(() -> face.setAny(value, index), message);
                    if (shape.rank() <= 3) {
                        assertOutside(() -> face.get(index), message);
                        assertOutside(() -> face.set(value, index), message);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void placesInRowMajorOrderAreChecked(TensorType<?> type, Order order) {
        for (Shape shape : Views.SHAPES) {
            TensorFace face = new TensorFace(Views.view(type, shape, order));
            if (face.isComplex()) {
                return;
            }
            for (long illegal : new long[] {shape.elementCount(), -1, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE}) {
                String message = "Element " + illegal + " is outside of shape " + shape + " with "
                        + shape.elementCount() + " elements.";
                assertOutside(() -> face.getAt(illegal), message);
                assertOutside(() -> face.setAt(illegal, face.sample(1)), message);
            }
        }
    }

    private static void assertOutside(ThrowingCallable access, String message) {
        assertThatThrownBy(access).isInstanceOf(IndexOutOfBoundsException.class).hasMessage(message);
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void asManyIndicesAsDimensionsAreNeeded(TensorType<?> type, Order order) {
        for (Shape shape : Views.SHAPES) {
            TensorFace face = new TensorFace(Views.view(type, shape, order));
            for (int count = 0; count <= 9; count++) {
                if (count != shape.rank()) {
                    long[] index = new long[count];
                    assertWrongRank(() -> face.getAny(index), shape, count);
                    assertWrongRank(() -> face.setAny(face.sample(1), index), shape, count);
                    if (count <= 3) {
                        assertWrongRank(() -> face.get(index), shape, count);
                        assertWrongRank(() -> face.set(face.sample(1), index), shape, count);
                    }
                }
            }
        }
    }

    private static void assertWrongRank(ThrowingCallable access, Shape shape, int count) {
        assertThatThrownBy(access)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Index of an element: found %d dimensions; the tensor has %d: %s.", count, shape.rank(), shape);
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void tensorsWithoutElementsHaveNone(TensorType<?> type, Order order) {
        for (Shape shape : Arrays.asList(Shape.of(0), Shape.of(3, 0), Shape.of(0, 3), Shape.of(2, 0, 2))) {
            TensorFace face = new TensorFace(Views.view(type, shape, order));
            assertThat(face.tensor().elementCount()).isZero();
            assertThat(face.tensor().isContiguous()).isTrue();
            assertThat(face.tensor()).hasToString(type + " " + shape + " []");
            assertThatThrownBy(() -> face.get(new long[shape.rank()])).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> face.setAny(face.sample(0), new long[shape.rank()]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
