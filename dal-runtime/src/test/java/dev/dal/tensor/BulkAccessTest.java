package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.memory.Region;
import dev.dal.tensor.Views.Order;
import java.lang.reflect.Array;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies and fills, of every type in every layout. */
class BulkAccessTest {

    private static TensorFace counting(TensorType<?> type, Shape shape, Order order) {
        TensorFace face = new TensorFace(Views.view(type, shape, order));
        for (long i = 0; i < shape.elementCount(); i++) {
            face.setAny(face.sample(i), Views.index(shape, i));
        }
        return face;
    }

    /** Element i of an array that holds the elements of a tensor, in the form of the face. */
    private static Object element(TensorFace face, Object array, int i) {
        return face.isComplex() ? List.of(Array.get(array, 2 * i), Array.get(array, 2 * i + 1)) : Array.get(array, i);
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void allElementsBecomeAnArray(TensorType<?> type, Order order) {
        for (Shape shape : Views.SHAPES) {
            TensorFace face = counting(type, shape, order);
            Object array = face.toArray();

            int perElement = face.isComplex() ? 2 : 1;
            assertThat(Array.getLength(array)).isEqualTo((int) shape.elementCount() * perElement);
            for (int i = 0; i < shape.elementCount(); i++) {
                assertThat(element(face, array, i)).isEqualTo(face.sample(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void allElementsAreFilled(TensorType<?> type, Order order) {
        for (Shape shape : Views.SHAPES) {
            TensorFace face = new TensorFace(Views.view(type, shape, order));
            face.fill(face.sample(7));

            for (int i = 0; i < shape.elementCount(); i++) {
                assertThat(face.getAny(Views.index(shape, i))).isEqualTo(face.sample(7));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void fillingKeepsToTheTensor(TensorType<?> type, Order order) {
        Shape inner = Shape.of(2, 3);
        var memory = Views.memory(type, Shape.of(2, 9));
        TensorFace face = new TensorFace(Views.view(type, inner, order, memory));
        face.fill(face.sample(1));

        TensorFace all = new TensorFace(type.wrap(memory, Shape.of(6 * 3)));
        long filled = 0;
        for (int i = 0; i < 18; i++) {
            filled += all.get(i).equals(face.sample(1)) ? 1 : 0;
        }
        assertThat(filled).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void partsAreCopiedFromAndToArrays(TensorType<?> type, Order order) {
        Shape shape = Shape.of(3, 4, 5);
        TensorFace face = counting(type, shape, order);
        if (face.isComplex()) {
            return;
        }
        for (int from : new int[] {0, 1, 4, 5, 19, 59, 60}) {
            for (int count : new int[] {0, 1, 3, 5, 20, 41, 60}) {
                if (from + count <= 60) {
                    Object array = face.array(70);
                    face.copy("copyTo", from, array, 7, count);
                    for (int i = 0; i < 70; i++) {
                        boolean inside = i >= 7 && i < 7 + count;
                        assertThat(Array.get(array, i)).isEqualTo(face.sample(inside ? from + i - 7 : 0));
                    }
                    TensorFace other = new TensorFace(Views.view(type, shape, order));
                    other.copy("copyFrom", from, array, 7, count);
                    for (int i = 0; i < 60; i++) {
                        boolean inside = i >= from && i < from + count;
                        assertThat(other.getAt(i)).isEqualTo(face.sample(inside ? i : 0));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void rangesOfCopiesAreChecked(TensorType<?> type, Order order) {
        TensorFace face = new TensorFace(Views.view(type, Shape.of(2, 3), order));
        if (face.isComplex()) {
            return;
        }
        Object array = face.array(6);
        for (String name : List.of("copyTo", "copyFrom")) {
            face.copy(name, array);
            face.copy(name, 6, array, 6, 0);
            for (long[] range :
                    new long[][] {{0, 0, 7}, {1, 0, 6}, {7, 0, 0}, {-1, 0, 1}, {0, 1, 6}, {0, -1, 1}, {0, 7, 0}}) {
                assertThatThrownBy(() -> face.copy(name, range[0], array, (int) range[1], (int) range[2]))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThatThrownBy(() -> face.copy(name, 0, array, 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> face.copy(name, face.array(7)))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContaining("out of bounds for length 6");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.dal.tensor.Views#typesAndOrders")
    void tensorsAreCopiedWhateverTheirStrides(TensorType<?> type, Order order) {
        for (Shape shape : List.of(Shape.scalar(), Shape.of(3, 4), Shape.of(0, 2), Shape.of(5, 30, 20))) {
            for (Order otherOrder : Order.values()) {
                TensorFace source = counting(type, shape, order);
                TensorFace target = new TensorFace(Views.view(type, shape, otherOrder));
                target.copyFrom(source.tensor());

                for (int i = 0; i < shape.elementCount(); i++) {
                    long[] index = Views.index(shape, i);
                    assertThat(target.getAny(index)).isEqualTo(source.sample(i));
                }
            }
        }
    }

    @Test
    void tensorsOfOtherTypesOrShapesAreNotCopied() {
        LongTensor target = LongTensor.zeros(Shape.of(2, 3));

        assertThatThrownBy(() -> target.copyFrom(LongTensor.UINT64.zeros(Shape.of(2, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Copy of a tensor: found uint64 of shape (2, 3); expected int64 of shape (2, 3).");
        assertThatThrownBy(() -> target.copyFrom(LongTensor.zeros(Shape.of(3, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Copy of a tensor: found int64 of shape (3, 2); expected int64 of shape (2, 3).");
        assertThatThrownBy(() -> target.copyFromSame(DoubleTensor.zeros(Shape.of(2, 3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Copy of a tensor: found float64; expected int64.");
        assertThatThrownBy(() -> Complex64Tensor.zeros(Shape.of(1)).copyFromSame(target))
                .hasMessage("Copy of a tensor: found int64; expected complex64.");
    }

    @Test
    void whatIsTooLongForAnArrayIsRefused() {
        Shape shape = Shape.of(3_000_000_000L);
        LongTensor tensor = LongTensor.TYPE.wrap(Region.allocate(8), shape, Strides.ofBytes(0));
        tensor.set(2_999_999_999L, 5);

        assertThat(tensor.get(0)).isEqualTo(5);
        assertThat(tensor.getAt(1_234_567_890_1L % 3_000_000_000L)).isEqualTo(5);
        assertThatThrownBy(tensor::toArray)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 3000000000 elements; an array holds at most 2147483639");
        assertThatThrownBy(() -> tensor.get(3_000_000_000L)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
