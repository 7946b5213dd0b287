package dev.dal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.memory.Region;
import dev.dal.tensor.Views.Order;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @MethodSource("pairsOfOrders")
    void multiplesAreAddedWhateverTheStrides(Order order, Order sourceOrder) {
        for (Shape shape :
                List.of(Shape.scalar(), Shape.of(0, 2), Shape.of(3, 4), Shape.of(2500), Shape.of(5, 30, 20))) {
            DoubleTensor doubles = Views.view(DoubleTensor.TYPE, shape, order);
            DoubleTensor moreDoubles = Views.view(DoubleTensor.TYPE, shape, sourceOrder);
            FloatTensor floats = Views.view(FloatTensor.TYPE, shape, order);
            FloatTensor moreFloats = Views.view(FloatTensor.TYPE, shape, sourceOrder);
            for (long i = 0; i < shape.elementCount(); i++) {
                doubles.setAt(i, 1000 - i);
                moreDoubles.setAt(i, i % 77);
                floats.setAt(i, 1000 - i);
                moreFloats.setAt(i, i % 77);
            }
            doubles.addScaled(-2.5, moreDoubles);
            floats.addScaled(-2.5f, moreFloats);

            for (long i = 0; i < shape.elementCount(); i++) {
                assertThat(doubles.getAt(i)).isEqualTo(1000 - i - 2.5 * (i % 77));
                assertThat(moreDoubles.getAt(i)).isEqualTo(i % 77);
                assertThat(floats.getAt(i)).isEqualTo(1000 - i - 2.5f * (i % 77));
                assertThat(moreFloats.getAt(i)).isEqualTo(i % 77);
            }
        }
    }

    private static Stream<Arguments> pairsOfOrders() {
        return Arrays.stream(Order.values())
                .flatMap(order -> Arrays.stream(Order.values()).map(source -> Arguments.of(order, source)));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void addingKeepsToTheTensor(Order order) {
        Shape inner = Shape.of(2, 3);
        Region memory = Views.memory(DoubleTensor.TYPE, Shape.of(2, 9));
        DoubleTensor ones = DoubleTensor.of(inner, 1, 1, 1, 1, 1, 1);
        Views.view(DoubleTensor.TYPE, inner, order, memory).addScaled(7, ones);

        double[] all = DoubleTensor.TYPE.wrap(memory, Shape.of(6 * 3)).toArray();
        assertThat(Arrays.stream(all).filter(element -> element == 7).count()).isEqualTo(6);
        assertThat(Arrays.stream(all).filter(element -> element == 0).count()).isEqualTo(12);
    }

    @Test
    void aTensorIsAddedToItself() {
        DoubleTensor tensor = DoubleTensor.range(0, 3000);
        tensor.addScaled(0.5, tensor);

        for (int i = 0; i < 3000; i++) {
            assertThat(tensor.get(i)).isEqualTo(1.5 * i);
        }
    }

    @Test
    void tensorsOfOtherShapesAreNotAdded() {
        DoubleTensor target = DoubleTensor.zeros(Shape.of(2, 3));

        assertThatThrownBy(() -> target.addScaled(1, DoubleTensor.zeros(Shape.of(6))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sum of tensors: found float64 of shape (6); expected float64 of shape (2, 3).");
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
