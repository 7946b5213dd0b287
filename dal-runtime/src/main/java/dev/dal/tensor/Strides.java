package dev.dal.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Distances in bytes from one element of a tensor to the next in each dimension, outermost first. None is negative.
 * Immutable and thread-safe.
 */
public final class Strides {

    private final long[] bytes;

    private Strides(long[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The given strides.
     *
     * @param bytes bytes per step in each dimension, outermost first; copied
     * @return the strides
     * @throws IllegalArgumentException if one is negative
     */
    public static Strides ofBytes(long... bytes) {
        for (long step : bytes) {
            if (step < 0) {
                throw new IllegalArgumentException(
                        "Stride of a dimension: found " + step + "; expected 0 or more (reversed is not supported).");
            }
        }
        return new Strides(bytes.clone());
    }

    /**
     * The strides of contiguous elements whose last index varies fastest, as in C.
     *
     * @param shape lengths of the dimensions
     * @param elementBytes bytes of an element
     * @return the strides
     * @throws IllegalArgumentException if the elements would have more than 2<sup>63</sup> - 1 bytes
     */
    public static Strides rowMajor(Shape shape, int elementBytes) {
        long[] bytes = new long[shape.rank()];
        long step = elementBytes;
        for (int i = shape.rank() - 1; i >= 0; i--) {
            bytes[i] = step;
            step = times(step, shape, i);
        }
        return new Strides(bytes);
    }

    /**
     * The strides of contiguous elements whose first index varies fastest, as in Fortran.
     *
     * @param shape lengths of the dimensions
     * @param elementBytes bytes of an element
     * @return the strides
     * @throws IllegalArgumentException if the elements would have more than 2<sup>63</sup> - 1 bytes
     */
    public static Strides columnMajor(Shape shape, int elementBytes) {
        long[] bytes = new long[shape.rank()];
        long step = elementBytes;
        for (int i = 0; i < shape.rank(); i++) {
            bytes[i] = step;
            step = times(step, shape, i);
        }
        return new Strides(bytes);
    }

    private static long times(long step, Shape shape, int dimension) {
        long length = Math.max(1, shape.length(dimension));
        if (length > Long.MAX_VALUE / step) {
            throw new IllegalArgumentException("Elements of shape " + shape + ": more than 2^63 - 1 bytes.");
        }
        return step * length;
    }

    /**
     * Number of dimensions.
     *
     * @return dimensions
     */
    public int rank() {
        return bytes.length;
    }

    /**
     * Bytes from one element to the next.
     *
     * @param dimension index of the dimension, outermost 0
     * @return bytes
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    public long bytes(int dimension) {
        return bytes[dimension];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Strides strides && Arrays.equals(bytes, strides.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The bytes as in "(32, 8)". */
    @Override
    public String toString() {
        return LongStream.of(bytes).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
