package dev.dal.tensor;

import dev.dal.ipc.FormatException;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.util.List;

/**
 * Takes tensors out of objects, without copying (dal-format.md section 4). Objects may be longer than their tensors. The
 * headers decoded last are kept per type: an object that begins with the very bytes of one of them is not decoded again,
 * and nothing is allocated for it but the view. May be called by any thread.
 */
public final class TensorReader {

    private static final Recent<DecodedTensor> OF_ANY_TYPE = new Recent<>();

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
        DecodedTensor decoded = DecodedTensor.of(object, type.recentHeaders());
        if (!decoded.fits(type.elementType())) {
            throw new FormatException("Tensor: expected " + type + " but found " + decoded.describe() + ".");
        }
        return decoded.view(type, object);
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
        return checked(type, dimensionNames, object, 0, object.length()).view(type, object);
    }

    /**
     * The tensor in an object that is a part of some memory, as above, but with a lifetime of the view's own.
     *
     * @param type type that the tensor must have
     * @param dimensionNames as many names as the tensor must have dimensions; for the message if it does not
     * @param memory holds the object
     * @param offset first byte of the object's data
     * @param lengthBytes bytes of the object's data
     * @param lifetime until when the view may be used
     * @param owner what the view keeps reachable
     * @param <T> the Java type of the tensor
     * @return a view of the elements, writable if the memory is
     * @throws FormatException if the object holds no tensor, or one of another type or rank
     * @throws IndexOutOfBoundsException if the object is not inside the memory
     * @throws IllegalStateException if the memory's lifetime has ended
     */
    public static <T extends Tensor> T read(
            TensorType<T> type,
            List<String> dimensionNames,
            Region memory,
            long offset,
            long lengthBytes,
            Lifetime lifetime,
            Object owner) {
        return checked(type, dimensionNames, memory, offset, lengthBytes).view(type, memory, offset, lifetime, owner);
    }

    private static DecodedTensor checked(
            TensorType<?> type, List<String> dimensionNames, Region memory, long offset, long lengthBytes) {
        DecodedTensor decoded = DecodedTensor.of(memory, offset, lengthBytes, type.recentHeaders());
        ElementType elements = type.elementType();
        int rank = dimensionNames.size();
        if (!decoded.fits(elements) || !decoded.hasRank(elements, rank)) {
            throw new FormatException("Tensor: expected " + type + " of rank " + rank + " ("
                    + String.join(", ", dimensionNames) + ") but found " + decoded.describe() + ".");
        }
        return decoded;
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
        DecodedTensor decoded = DecodedTensor.of(object, OF_ANY_TYPE);
        if (!decoded.fits(decoded.elementType())) {
            throw new FormatException(
                    "Tensor: expected a rank of at most " + Shape.MAX_RANK + " but found " + decoded.describe() + ".");
        }
        return decoded.view(TensorType.of(decoded.elementType()), object);
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
        DecodedTensor decoded = DecodedTensor.of(object, OF_ANY_TYPE);
        int width = type.elementType().sizeBytes();
        long[] shape = decoded.shape().lengths();
        int last = shape.length - 1;
        boolean fits = decoded.fits(ElementType.UINT8)
                && decoded.isContiguous()
                && (last >= 0 ? shape[last] % width == 0 : width == 1);
        if (!fits) {
            throw new FormatException("Tensor: expected a contiguous one of uint8 with a multiple of " + width
                    + " bytes in its innermost dimension but found " + decoded.describe() + ".");
        }
        if (last >= 0) {
            shape[last] /= width;
        }
        return type.wrap(decoded.body(object), Shape.of(shape));
    }
}
