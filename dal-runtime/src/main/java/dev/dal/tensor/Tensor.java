package dev.dal.tensor;

import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * A view of elements in native memory, in up to 8 dimensions, outermost first; see the subclasses for access.
 *
 * <p>A view is valid as long as the object, draft or memory that it belongs to is open, and keeps that reachable; later
 * accesses throw {@link IllegalStateException}. Views of sealed objects are read-only: writes throw
 * {@link ReadOnlyTensorException}. Elements may be at any strides, so views of foreign column-major or sliced tensors
 * work like all others, only slower. Indices count from 0 and are checked always.
 *
 * <p>Loops over elements run about as fast as the same loops over arrays. They are fastest with indices of type int and a
 * length taken before as an int: the compiler vectorises no loop over longs, whatever it is over. Many elements are moved
 * fastest by the bulk methods.
 *
 * <p>Concurrent access is as safe as on arrays: threads may read and write different elements without synchronisation.
 * Equality is identity.
 */
public abstract class Tensor {

    private static final int SHOWN_ELEMENTS = 8;
    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    /** Begins with the first element. */
    final Region body;

    /** Where the elements are, in units of what is stored. */
    final Layout layout;

    final Lifetime lifetime;

    private final boolean writable;

    // What the shortest ways to elements need, as ints because loops over ints are those that the compiler unrolls and
    // vectorises. They serve tensors whose layout is plain; others are views of a subclass.
    private final int rank;
    private final int length0;
    private final int length1;
    private final int length2;
    private final int count;

    /**
     * A view.
     *
     * @param body begins with the first element and holds them all
     * @param layout where the elements are
     */
    Tensor(Region body, Layout layout) {
        this.body = body;
        this.layout = layout;
        this.lifetime = body.lifetime();
        this.writable = body.isWritable();
        this.rank = layout.shape().rank();
        this.length0 = layout.intLength(0);
        this.length1 = layout.intLength(1);
        this.length2 = layout.intLength(2);
        this.count = (int) layout.shape().elementCount();
    }

    /**
     * Element type and Java type.
     *
     * @return the type
     */
    public abstract TensorType<?> type();

    /**
     * Lengths of the dimensions.
     *
     * @return the shape
     */
    public final Shape shape() {
        return layout.shape();
    }

    /**
     * Number of dimensions.
     *
     * @return 0 to 8
     */
    public final int rank() {
        return layout.shape().rank();
    }

    /**
     * Length of a dimension.
     *
     * @param dimension index of the dimension, outermost 0
     * @return elements
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    public final long length(int dimension) {
        return layout.shape().length(dimension);
    }

    /**
     * Number of elements.
     *
     * @return the product of all lengths
     */
    public final long elementCount() {
        return layout.shape().elementCount();
    }

    /**
     * Distances between elements.
     *
     * @return bytes per step in each dimension; without meaning for dimensions of length 0 or 1
     */
    public final Strides strides() {
        return layout.strides(type().elementType().unitBytes());
    }

    /**
     * Whether the elements follow one another, the last index varying fastest.
     *
     * @return true if so, also where there are none or one
     */
    public final boolean isContiguous() {
        return layout.isContiguous();
    }

    /**
     * Whether elements may be written.
     *
     * @return false for views of sealed objects
     */
    public final boolean isWritable() {
        return writable;
    }

    /**
     * Fails unless elements may be written now.
     *
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if it is read-only
     */
    final void checkWritable() {
        lifetime.check();
        if (!writable) {
            throw new ReadOnlyTensorException(this);
        }
    }

    // Indices of elements, for tensors whose layout is plain; docs/adr/0009 says what was measured. "most" is a
    // constant, the
    // highest index that is less than 2 GiB away from the buffer's beginning: only if the compiler knows that an index
    // is
    // below it does it vectorise loops that write. Lengths are cut by it, which changes none, and indices are compared
    // with what was cut; checkIndex makes the same comparison, so it costs nothing and never fails, and it is what
    // tells
    // the compiler. Failures are built elsewhere, as methods have to be small to be inlined where they are called
    // rarely.

    final int vectorIndex(long i, int most) {
        checkRank(1);
        int length = length0 & most;
        int index = (int) i;
        if (index != i || index < 0 || index >= length) {
            throw new ElementIndexException(i, 0, shape());
        }
        return Objects.checkIndex(index, length);
    }

    final int matrixIndex(long i, long j, int most) {
        checkRank(2);
        int row = index0(i) * length1 & most;
        return Objects.checkIndex(row + index1(j, most), count & most);
    }

    final int cubeIndex(long i, long j, long k, int most) {
        checkRank(3);
        int row = (index0(i) * length1 + index1(j, most)) * length2 & most;
        return Objects.checkIndex(row + index2(k, most), count & most);
    }

    final int flatIndex(long linear, int most) {
        int length = count & most;
        int index = (int) linear;
        if (index != linear || index < 0 || index >= length) {
            throw new ElementIndexException(linear, shape());
        }
        return Objects.checkIndex(index, length);
    }

    private void checkRank(int dimensions) {
        if (rank != dimensions) {
            throw layout.wrongRank(dimensions);
        }
    }

    private int index0(long i) {
        int index = (int) i;
        if (index != i || index < 0 || index >= length0) {
            throw new ElementIndexException(i, 0, shape());
        }
        return index;
    }

    private int index1(long j, int most) {
        int length = length1 & most;
        int index = (int) j;
        if (index != j || index < 0 || index >= length) {
            throw new ElementIndexException(j, 1, shape());
        }
        return Objects.checkIndex(index, length);
    }

    private int index2(long k, int most) {
        int length = length2 & most;
        int index = (int) k;
        if (index != k || index < 0 || index >= length) {
            throw new ElementIndexException(k, 2, shape());
        }
        return Objects.checkIndex(index, length);
    }

    /**
     * Number of integers in a range.
     *
     * @param from the first
     * @param to one more than the last
     * @return how many there are
     * @throws IllegalArgumentException if {@code to} is less than {@code from}, or there are 2<sup>63</sup> or more
     */
    static long rangeLength(long from, long to) {
        if (to < from || to - from < 0) {
            throw new IllegalArgumentException("Range: found " + from + " to " + to
                    + "; expected an end that is not below the beginning, and at most 2^63 - 1 elements.");
        }
        return to - from;
    }

    /**
     * Checks a part of the elements, in row-major order.
     *
     * @param from first element
     * @param length number of elements
     * @return whether they follow one another because all elements do
     * @throws IndexOutOfBoundsException if there are not so many elements
     * @throws IllegalStateException if the view is closed
     */
    final boolean isContiguousFrom(long from, long length) {
        lifetime.check();
        Objects.checkFromIndexSize(from, length, elementCount());
        return layout.isContiguous();
    }

    /**
     * Number of elements as the length of an array.
     *
     * @return the length
     * @throws IllegalArgumentException if no array is so long
     */
    final int arrayLength() {
        if (elementCount() > MAX_ARRAY_LENGTH) {
            throw new IllegalArgumentException("Tensor of shape " + shape() + ": found " + elementCount()
                    + " elements; an array holds at most " + MAX_ARRAY_LENGTH + ". Copy in parts.");
        }
        return (int) elementCount();
    }

    /**
     * Length of the buffer that holds all elements.
     *
     * @return bytes
     * @throws IllegalStateException if the view is closed or the elements are not contiguous
     * @throws IllegalArgumentException if no buffer is so long
     */
    final int bufferBytes() {
        lifetime.check();
        if (!isContiguous()) {
            throw new IllegalStateException("A buffer shows contiguous elements; this tensor of shape " + shape()
                    + " has strides " + strides() + ". Copy it, or use its own accessors.");
        }
        long unitBytes = type().elementType().unitBytes();
        if (layout.span() > Integer.MAX_VALUE / unitBytes) {
            throw new IllegalArgumentException("A buffer shows at most " + Integer.MAX_VALUE
                    + " bytes; this tensor of shape " + shape() + " has more. Use its own accessors.");
        }
        return (int) (layout.span() * unitBytes);
    }

    /**
     * Copies all elements of another tensor whose type and shape are those of this one.
     *
     * @param source the other tensor
     * @param copyBlocks copies element by element; used unless both are contiguous
     */
    final void copyAll(Tensor source, Runnable copyBlocks) {
        checkTarget("Copy of a tensor", source);
        try {
            if (isContiguous() && source.isContiguous()) {
                body.put(0, source.body, 0, layout.span() * type().elementType().unitBytes());
            } else {
                copyBlocks.run();
            }
        } finally {
            Reference.reachabilityFence(source);
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Checks that all elements of another tensor can be written, or added, to those of this one.
     *
     * @param operation what is about to be done
     * @param source the other tensor
     */
    final void checkTarget(String operation, Tensor source) {
        if (source.type() != type() || !source.shape().equals(shape())) {
            throw new IllegalArgumentException(operation + ": found " + source.type() + " of shape " + source.shape()
                    + "; expected " + type() + " of shape " + shape() + ".");
        }
        checkWritable();
        source.lifetime.check();
    }

    /**
     * Copies all elements of another tensor whose Java type, element type and shape are those of this one.
     *
     * @param source the other tensor
     * @throws IllegalArgumentException if it is not such a tensor
     */
    abstract void copyFromSame(Tensor source);

    /**
     * An element as text.
     *
     * @param linear place of the element in row-major order
     * @return the text
     */
    abstract String textAt(long linear);

    /** Type, shape and the first elements. */
    @Override
    public final String toString() {
        StringJoiner text = new StringJoiner(", ", type() + " " + shape() + " [", "]");
        if (lifetime.hasEnded()) {
            return text.add("closed").toString();
        }
        long shown = Math.min(SHOWN_ELEMENTS, elementCount());
        for (long linear = 0; linear < shown; linear++) {
            text.add(textAt(linear));
        }
        return shown < elementCount() ? text.add("…").toString() : text.toString();
    }
}
