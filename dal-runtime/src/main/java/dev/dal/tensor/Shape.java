package dev.dal.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Lengths of a tensor's dimensions, outermost first: 0 to 8 of them. No dimension at all means one element, a length
 * of 0 means none. Immutable and thread-safe.
 */
public final class Shape {

    /** The most dimensions that a tensor can have. */
    public static final int MAX_RANK = 8;

    private static final Shape SCALAR = new Shape();

    private final long[] lengths;
    private final long elementCount;

    /**
     * Lengths and their product are ints. Where they are, results are cast, which changes nothing but what the compiler
     * knows of them: loops up to them, with an index of type long, are so about a third faster.
     */
    private final boolean narrow;

    private Shape(long... lengths) {
        this.lengths = lengths;
        this.elementCount = product(lengths);
        this.narrow = largest(lengths) <= Integer.MAX_VALUE && elementCount <= Integer.MAX_VALUE;
    }

    private static long largest(long[] lengths) {
        long largest = 0;
        for (long length : lengths) {
            largest = Math.max(largest, length);
        }
        return largest;
    }

    /**
     * The shape with the given lengths.
     *
     * @param lengths lengths, outermost first; at most 8; copied
     * @return the shape
     * @throws IllegalArgumentException if there are too many, one is negative, or the product of those that are not 0
     *     does not fit a long
     */
    public static Shape of(long... lengths) {
        if (lengths.length > MAX_RANK) {
            throw new IllegalArgumentException("Dimensions of a shape: found " + lengths.length + " in " + text(lengths)
                    + "; expected at most " + MAX_RANK + ".");
        }
        return lengths.length == 0 ? SCALAR : new Shape(lengths.clone());
    }

    /**
     * The shape without dimensions: of one element.
     *
     * @return the shape
     */
    public static Shape scalar() {
        return SCALAR;
    }

    /**
     * The shape of what is stored.
     *
     * @param lengths lengths, at most 9; not copied
     * @return the shape
     * @throws IllegalArgumentException as {@link #of} does
     */
    static Shape stored(long... lengths) {
        return new Shape(lengths);
    }

    private static long product(long[] lengths) {
        long product = 1;
        boolean empty = false;
        for (long length : lengths) {
            if (length < 0) {
                throw new IllegalArgumentException(
                        "Length of a dimension: found " + length + " in " + text(lengths) + "; expected 0 or more.");
            }
            if (length > Long.MAX_VALUE / product) {
                throw new IllegalArgumentException("Elements of shape " + text(lengths) + ": more than 2^63 - 1.");
            }
            empty |= length == 0;
            product *= Math.max(1, length);
        }
        return empty ? 0 : product;
    }

    /**
     * Number of dimensions.
     *
     * @return 0 to 8; one more for the interleaved view of complex numbers
     */
    public int rank() {
        return lengths.length;
    }

    /**
     * Length of a dimension.
     *
     * @param dimension index of the dimension, outermost 0
     * @return elements
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    public long length(int dimension) {
        long length = lengths[dimension];
        return narrow ? (int) length : length;
    }

    /**
     * All lengths, outermost first.
     *
     * @return a fresh array
     */
    public long[] lengths() {
        return lengths.clone();
    }

    /**
     * Whether these are the lengths.
     *
     * @param expected lengths, outermost first
     * @return true if rank and all lengths are equal
     */
    public boolean hasLengths(long... expected) {
        return Arrays.equals(lengths, expected);
    }

    /**
     * Number of elements.
     *
     * @return the product of all lengths; 1 if there are none
     */
    public long elementCount() {
        return narrow ? (int) elementCount : elementCount;
    }

    /**
     * The shape with one more, innermost dimension.
     *
     * @param length length of that dimension
     * @return a shape of one rank more, maybe of rank 9
     */
    Shape plus(long length) {
        long[] more = Arrays.copyOf(lengths, lengths.length + 1);
        more[lengths.length] = length;
        return new Shape(more);
    }

    /**
     * The shape without its innermost dimension.
     *
     * @return a shape of one rank less
     */
    Shape withoutLast() {
        return of(Arrays.copyOf(lengths, lengths.length - 1));
    }

    private static String text(long... lengths) {
        return LongStream.of(lengths).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape shape && Arrays.equals(lengths, shape.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    /** The lengths as in "(3, 4)". */
    @Override
    public String toString() {
        return text(lengths);
    }
}
