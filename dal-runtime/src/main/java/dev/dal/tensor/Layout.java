package dev.dal.tensor;

import dev.dal.store.memory.Region;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of a tensor are: from indices to offsets, all checked here. Offsets and steps count units of what
 * is stored: elements, or the parts of complex numbers. Immutable.
 */
final class Layout {

    private final Shape shape;
    private final long[] steps;
    private final boolean contiguous;
    private final long span;
    /** 1, or 2 for complex numbers. */
    private final int unitsPerElement;
    /** Made when first asked for; whichever thread makes it, it is the same. */
    private @Nullable Layout withoutLast;

    private Layout(Shape shape, long[] steps, boolean contiguous, long span, int unitsPerElement) {
        this.shape = shape;
        this.steps = steps;
        this.contiguous = contiguous;
        this.span = span;
        this.unitsPerElement = unitsPerElement;
    }

    /**
     * Contiguous units, the last index varying fastest.
     *
     * @param shape lengths of the dimensions
     * @param unitBytes bytes of a unit
     * @return the layout
     * @throws IllegalArgumentException if there would be more than 2<sup>63</sup> - 1 bytes
     */
    static Layout rowMajor(Shape shape, int unitBytes) {
        return new Layout(shape, rowMajorSteps(shape, unitBytes), true, shape.elementCount(), 1);
    }

    private static long[] rowMajorSteps(Shape shape, int unitBytes) {
        long[] steps = new long[shape.rank()];
        long step = 1;
        for (int i = steps.length - 1; i >= 0; i--) {
            steps[i] = step;
            step *= Math.max(1, shape.length(i));
        }
        if (step > Long.MAX_VALUE / unitBytes) {
            throw new IllegalArgumentException("Elements of shape " + shape + ": more than 2^63 - 1 bytes.");
        }
        return steps;
    }

    /**
     * Units at given strides.
     *
     * @param shape lengths of the dimensions
     * @param strideBytes bytes per step in each dimension; only those of dimensions longer than 1 matter
     * @param unitBytes bytes of a unit
     * @return the layout
     * @throws IllegalArgumentException if there is another number of strides than of dimensions, or one that matters
     *     is negative or no multiple of the unit, or the last unit is more than 2<sup>63</sup> - 1 units away
     */
    static Layout of(Shape shape, long[] strideBytes, int unitBytes) {
        if (strideBytes.length != shape.rank()) {
            throw new IllegalArgumentException(
                    "Strides of shape " + shape + ": found " + strideBytes.length + "; expected " + shape.rank() + ".");
        }
        long[] steps = rowMajorSteps(shape, unitBytes);
        if (shape.elementCount() == 0) {
            return new Layout(shape, steps, true, 0, 1);
        }
        boolean contiguous = true;
        long span = 1;
        for (int i = 0; i < steps.length; i++) {
            if (shape.length(i) > 1) {
                long step = step(shape, i, strideBytes[i], unitBytes);
                contiguous &= step == steps[i];
                steps[i] = step;
                span = extended(span, step, shape.length(i) - 1);
            }
        }
        return new Layout(shape, steps, contiguous, span, 1);
    }

    private static long step(Shape shape, int dimension, long strideBytes, int unitBytes) {
        if (strideBytes < 0 || strideBytes % unitBytes != 0) {
            throw new IllegalArgumentException("Stride of dimension " + dimension + " of shape " + shape + ": found "
                    + strideBytes + " bytes; expected a multiple of " + unitBytes + ", not negative.");
        }
        return strideBytes / unitBytes;
    }

    private static long extended(long span, long step, long times) {
        if (step > (Long.MAX_VALUE - span) / times) {
            throw new IllegalArgumentException("Strides: elements are more than 2^63 - 1 apart.");
        }
        return span + step * times;
    }

    /**
     * The layout of complex numbers whose parts have this layout.
     *
     * @return a layout of one dimension less, with offsets of real parts
     */
    Layout withoutLast() {
        Layout known = withoutLast;
        if (known == null) {
            known = new Layout(shape.withoutLast(), Arrays.copyOf(steps, steps.length - 1), contiguous, span, 2);
            withoutLast = known;
        }
        return known;
    }

    Shape shape() {
        return shape;
    }

    /**
     * Units per step of a dimension.
     *
     * @param dimension index of the dimension
     * @return units
     */
    long step(int dimension) {
        return steps[dimension];
    }

    /**
     * Whether the units follow one another, the last index varying fastest.
     *
     * @return true if so, also where there are none or one
     */
    boolean isContiguous() {
        return contiguous;
    }

    /**
     * Units from the first to the last that can be addressed, both included.
     *
     * @return units; 0 if there are none
     */
    long span() {
        return span;
    }

    /**
     * Whether ints are enough to address what is stored: it is contiguous and lies within one window.
     *
     * @param unitBytes bytes of a unit
     * @return true if so
     */
    boolean isPlain(int unitBytes) {
        boolean plain = contiguous && span <= Region.WINDOW_BYTES / unitBytes;
        for (int i = 0; i < steps.length; i++) {
            plain &= shape.length(i) <= Integer.MAX_VALUE;
        }
        return plain;
    }

    /**
     * Length of a dimension of a plain layout.
     *
     * @param dimension index of the dimension
     * @return the length; 0 where there is no such dimension
     */
    int intLength(int dimension) {
        return dimension < steps.length ? (int) shape.length(dimension) : 0;
    }

    Strides strides(int unitBytes) {
        return Strides.ofBytes(
                LongStream.of(steps).map(step -> step * unitBytes).toArray());
    }

    long offset() {
        checkRank(0);
        return 0;
    }

    long offset(long i) {
        checkRank(1);
        return inside(i, 0) * steps[0];
    }

    long offset(long i, long j) {
        checkRank(2);
        return inside(i, 0) * steps[0] + inside(j, 1) * steps[1];
    }

    long offset(long i, long j, long k) {
        checkRank(3);
        return inside(i, 0) * steps[0] + inside(j, 1) * steps[1] + inside(k, 2) * steps[2];
    }

    long offset(long[] index) {
        checkRank(index.length);
        long offset = 0;
        for (int d = 0; d < index.length; d++) {
            offset += inside(index[d], d) * steps[d];
        }
        return offset;
    }

    private void checkRank(int dimensions) {
        if (steps.length != dimensions) {
            throw wrongRank(dimensions);
        }
    }

    private long inside(long index, int dimension) {
        if (index < 0 || index >= shape.length(dimension)) {
            throw new ElementIndexException(index, dimension, shape);
        }
        return index;
    }

    /**
     * Offset of the element that comes at a place in row-major order.
     *
     * @param linear the place
     * @return the offset
     * @throws IndexOutOfBoundsException if there are not so many elements
     */
    long offsetAt(long linear) {
        if (linear < 0 || linear >= shape.elementCount()) {
            throw new ElementIndexException(linear, shape);
        }
        if (contiguous) {
            return linear * unitsPerElement;
        }
        long offset = 0;
        long rest = linear;
        for (int d = steps.length - 1; d >= 0; d--) {
            offset += rest % shape.length(d) * steps[d];
            rest /= shape.length(d);
        }
        return offset;
    }

    /**
     * The failure of an access with too many or too few indices.
     *
     * @param dimensions number of indices
     * @return the exception to throw
     */
    IllegalArgumentException wrongRank(int dimensions) {
        return new IllegalArgumentException("Index of an element: found " + dimensions + " dimensions; the tensor has "
                + shape.rank() + ": " + shape + ".");
    }
}
