package dev.dal.tensor;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.StoredTensor;
import dev.dal.ipc.TensorCodec;
import dev.dal.store.memory.Region;
import java.util.Arrays;
import java.util.List;

/**
 * Takes tensors out of objects, without copying (dal-format.md section 4). Objects may be longer than their tensors.
 * Stateless; may be called by any thread.
 */
public final class TensorReader {

    private static final long[] EMPTY = {0};

    private TensorReader() {}

    /**
     * The tensor in an object, of an expected type.
     *
     * @param type type that the tensor must have; bool is stored as uint8, complex numbers as a tensor of their parts
     *     with an innermost dimension of length 2
     * @param object the object's data
     * @param <T> the Java type of the tensor
     * @return a view of the elements, writable if the region is; valid as long as the region's lifetime lasts
     * @throws FormatException if the object holds no tensor, or one of another type
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static <T extends Tensor> T read(TensorType<T> type, Region object) {
        StoredTensor stored = TensorCodec.read(object);
        if (!fits(type, stored)) {
            throw new FormatException("Tensor: expected " + type + " but found " + describe(stored) + ".");
        }
        return view(type, object, stored);
    }

    /**
     * The tensor in an object, of an expected type and rank. Names and lengths are not compared: dimensions match by
     * position. Where int8 of rank 0 is expected, which is what a tag is, shape (0) is accepted: other languages may write
     * tags so.
     *
     * @param type type that the tensor must have
     * @param dimensionNames as many names as the tensor must have dimensions; for the message if it does not
     * @param object the object's data
     * @param <T> the Java type of the tensor
     * @return a view of the elements, writable if the region is; valid as long as the region's lifetime lasts
     * @throws FormatException if the object holds no tensor, or one of another type or rank
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static <T extends Tensor> T read(TensorType<T> type, List<String> dimensionNames, Region object) {
        StoredTensor stored = TensorCodec.read(object);
        if (!fits(type, stored) || !rankFits(type, stored, dimensionNames.size())) {
            throw new FormatException("Tensor: expected " + type + " of rank " + dimensionNames.size() + " ("
                    + String.join(", ", dimensionNames) + ") but found " + describe(stored) + ".");
        }
        return view(type, object, stored);
    }

    /**
     * The tensor in an object, of whatever type it says: complex if its innermost dimension is named so, never bool.
     *
     * @param object the object's data
     * @return a view of the elements, writable if the region is; valid as long as the region's lifetime lasts
     * @throws FormatException if the object holds no tensor
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static Tensor readAny(Region object) {
        StoredTensor stored = TensorCodec.read(object);
        if (stored.shape().length > Shape.MAX_RANK && !isComplex(stored)) {
            throw new FormatException(
                    "Tensor: expected a rank of at most " + Shape.MAX_RANK + " but found " + describe(stored) + ".");
        }
        return view(TensorType.of(elementType(stored)), object, stored);
    }

    /**
     * The elements whose bytes a contiguous tensor of uint8 holds, as numpy's {@code array.view('uint8')} makes it: its
     * innermost dimension has so many bytes per element.
     *
     * @param type type of the elements
     * @param object the object's data
     * @param <T> the Java type of the tensor
     * @return a view of the elements, writable if the region is; valid as long as the region's lifetime lasts
     * @throws FormatException if the object holds no such tensor
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static <T extends Tensor> T readBytesAs(TensorType<T> type, Region object) {
        StoredTensor stored = TensorCodec.read(object);
        int width = type.elementType().sizeBytes();
        long[] shape = stored.shape();
        int last = shape.length - 1;
        Tensor bytes = view(ByteTensor.UINT8, object, stored);
        boolean fits = stored.elementType().equals(ElementType.UINT8.arrowType())
                && bytes.isContiguous()
                && (last >= 0 ? shape[last] % width == 0 : width == 1);
        if (!fits) {
            throw new FormatException("Tensor: expected a contiguous one of uint8 with a multiple of " + width
                    + " bytes in its innermost dimension but found " + describe(stored) + ".");
        }
        if (last >= 0) {
            shape[last] /= width;
        }
        return type.wrap(object.slice(stored.bodyOffset(), stored.bodyLength()), Shape.of(shape));
    }

    private static boolean rankFits(TensorType<?> type, StoredTensor stored, int rank) {
        int partRank = type.elementType().isComplex() ? 1 : 0;
        return stored.shape().length - partRank == rank
                || (rank == 0 && type.elementType() == ElementType.INT8 && Arrays.equals(stored.shape(), EMPTY));
    }

    private static boolean fits(TensorType<?> type, StoredTensor stored) {
        ElementType expected = type.elementType();
        long[] shape = stored.shape();
        boolean rankFits = expected.isComplex()
                ? shape.length > 0 && shape[shape.length - 1] == 2
                : shape.length <= Shape.MAX_RANK;
        return rankFits && expected.arrowType().equals(stored.elementType());
    }

    private static boolean isComplex(StoredTensor stored) {
        long[] shape = stored.shape();
        int last = shape.length - 1;
        return last >= 0
                && shape[last] == 2
                && stored.dimensionNames().get(last).equals(TensorMessage.COMPLEX_DIMENSION);
    }

    private static ElementType elementType(StoredTensor stored) {
        ElementType plain = ElementType.ofStored(stored.elementType());
        if (!isComplex(stored)) {
            return plain;
        }
        return switch (plain) {
            case FLOAT32 -> ElementType.COMPLEX64;
            case FLOAT64 -> ElementType.COMPLEX128;
            default -> plain;
        };
    }

    private static <T extends Tensor> T view(TensorType<T> type, Region object, StoredTensor stored) {
        Shape shape = Shape.stored(stored.shape());
        Layout layout = Layout.of(shape, stored.strides(), type.elementType().unitBytes());
        return type.wrap(object.slice(stored.bodyOffset(), stored.bodyLength()), layout);
    }

    private static String describe(StoredTensor stored) {
        ElementType found = elementType(stored);
        Shape shape = Shape.stored(stored.shape());
        Shape shown = found.isComplex() ? shape.withoutLast() : shape;
        return found + " of rank " + shown.rank() + " " + shown;
    }
}
