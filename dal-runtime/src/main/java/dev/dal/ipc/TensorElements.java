package dev.dal.ipc;

import java.util.Arrays;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Arithmetic of tensors: widths, lengths and strides, none of which may overflow. */
final class TensorElements {

    /** Eight dimensions and one for the parts of complex numbers. */
    static final int MAX_RANK = 9;

    private TensorElements() {}

    /**
     * Checks a number of dimensions.
     *
     * @param rank the number
     * @throws IllegalArgumentException if it is too high
     */
    static void checkRank(int rank) {
        if (rank > MAX_RANK) {
            throw new IllegalArgumentException(
                    "Dimensions of a tensor: found " + rank + "; expected at most " + MAX_RANK + ".");
        }
    }

    /**
     * Width of an element.
     *
     * @param type the element's type
     * @return bytes
     * @throws IllegalArgumentException if tensors cannot have such elements
     */
    static int widthBytes(ArrowType type) {
        if (type instanceof ArrowType.Int integer) {
            int bits = integer.getBitWidth();
            if (bits >= Byte.SIZE && bits <= Long.SIZE && Integer.bitCount(bits) == 1) {
                return bits / Byte.SIZE;
            }
        }
        if (type instanceof ArrowType.FloatingPoint real) {
            return switch (real.getPrecision()) {
                case HALF -> Short.BYTES;
                case SINGLE -> Float.BYTES;
                case DOUBLE -> Double.BYTES;
            };
        }
        throw new IllegalArgumentException("Elements of a tensor: found " + type
                + "; expected an integer of 8 to 64 bits or a floating point number of 16 to 64 bits.");
    }

    /**
     * Product of lengths and width.
     *
     * @param shape lengths of the dimensions
     * @param widthBytes of an element
     * @return bytes; 0 if any length is 0
     * @throws IllegalArgumentException if a length is negative or the product of those that are not 0 does not fit
     */
    static long totalBytes(long[] shape, int widthBytes) {
        long total = widthBytes;
        boolean empty = false;
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("Length of a dimension: found " + length + "; expected 0 or more.");
            }
            empty |= length == 0;
            if (length > Long.MAX_VALUE / total) {
                throw new IllegalArgumentException("Lengths of a tensor: found " + Arrays.toString(shape)
                        + ", which is more than 2^63 - 1 bytes.");
            }
            total *= Math.max(1, length);
        }
        return empty ? 0 : total;
    }

    /**
     * Strides of contiguous elements, the last index varying fastest.
     *
     * @param shape lengths of the dimensions, checked by {@link #totalBytes}
     * @param widthBytes of an element
     * @return bytes per step in each dimension
     */
    static long[] rowMajorStrides(long[] shape, int widthBytes) {
        long[] strides = new long[shape.length];
        long step = widthBytes;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(1, shape[i]);
        }
        return strides;
    }
}
