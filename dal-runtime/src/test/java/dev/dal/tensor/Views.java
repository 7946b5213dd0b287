package dev.dal.tensor;

import dev.dal.store.memory.Region;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Views of all types in all layouts. */
final class Views {

    private Views() {}

    static Stream<TensorType<?>> types() {
        return Arrays.stream(ElementType.values()).map(TensorType::of);
    }

    /** How the elements of a view lie in memory. */
    enum Order {
        ROW_MAJOR,
        COLUMN_MAJOR,
        /** Every third element of a longer last dimension, as a slice would be. */
        SLICED,
        /** Row-major, but in the way that long tensors are. */
        WINDOWED
    }

    /** A writable view of fresh memory. */
    static <T extends Tensor> T view(TensorType<T> type, Shape shape, Order order) {
        return view(type, shape, order, memory(type, shape));
    }

    static Region memory(TensorType<?> type, Shape shape) {
        return Region.allocate(
                3 * Math.max(1, shape.elementCount()) * type.elementType().sizeBytes());
    }

    static <T extends Tensor> T view(TensorType<T> type, Shape shape, Order order, Region memory) {
        int size = type.elementType().sizeBytes();
        return switch (order) {
            case ROW_MAJOR -> type.wrap(memory, shape);
            case COLUMN_MAJOR -> type.wrap(memory, shape, Strides.columnMajor(shape, size));
            case SLICED -> type.wrap(memory, shape, Strides.rowMajor(shape, 3 * size));
            case WINDOWED -> windowed(type, shape, memory);
        };
    }

    /** The view that long tensors get, over little memory. */
    @SuppressWarnings("unchecked")
    private static <T extends Tensor> T windowed(TensorType<T> type, Shape shape, Region memory) {
        Layout layout =
                Layout.rowMajor(type.storedShape(shape), type.elementType().unitBytes());
        Tensor view = switch (type.tensorClass().getSimpleName()) {
            case "ByteTensor" -> new StridedByteTensor((TensorType<ByteTensor>) type, memory, layout);
            case "ShortTensor" -> new StridedShortTensor((TensorType<ShortTensor>) type, memory, layout);
            case "IntTensor" -> new StridedIntTensor((TensorType<IntTensor>) type, memory, layout);
            case "LongTensor" -> new StridedLongTensor((TensorType<LongTensor>) type, memory, layout);
            case "FloatTensor" -> new StridedFloatTensor((TensorType<FloatTensor>) type, memory, layout);
            case "DoubleTensor" -> new StridedDoubleTensor((TensorType<DoubleTensor>) type, memory, layout);
            case "Complex64Tensor" -> new StridedComplex64Tensor(memory, layout);
            default -> new StridedComplex128Tensor(memory, layout);
        };
        return (T) view;
    }

    static final List<Shape> SHAPES = List.of(
            Shape.scalar(),
            Shape.of(5),
            Shape.of(1),
            Shape.of(3, 4),
            Shape.of(4, 1),
            Shape.of(2, 3, 4),
            Shape.of(2, 1, 3, 2),
            Shape.of(2, 2, 2, 2, 2, 2, 2, 2));

    /** All types by all orders. */
    static Stream<Arguments> typesAndOrders() {
        return types().flatMap(type -> Arrays.stream(Order.values()).map(order -> Arguments.of(type, order)));
    }

    /** The index of a place in row-major order. */
    static long[] index(Shape shape, long linear) {
        long[] index = new long[shape.rank()];
        long rest = linear;
        for (int d = shape.rank() - 1; d >= 0; d--) {
            index[d] = rest % shape.length(d);
            rest /= shape.length(d);
        }
        return index;
    }
}
