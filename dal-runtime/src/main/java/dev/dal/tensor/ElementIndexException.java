package dev.dal.tensor;

/**
 * An index is outside of a tensor's shape. The texts are made in constructors of an exception because the compiler
 * never inlines those: where refused accesses are frequent, the code around them stays small enough to be inlined.
 */
final class ElementIndexException extends IndexOutOfBoundsException {

    private static final long serialVersionUID = 1L;

    /**
     * An index is outside of a dimension.
     *
     * @param index what was asked for
     * @param dimension index of the dimension
     * @param shape lengths of all dimensions
     */
    ElementIndexException(long index, int dimension, Shape shape) {
        super("Index " + index + " in dimension " + dimension + " is outside of shape " + shape + ".");
    }

    /**
     * A place in row-major order is after the last element.
     *
     * @param linear what was asked for
     * @param shape lengths of all dimensions
     */
    ElementIndexException(long linear, Shape shape) {
        super("Element " + linear + " is outside of shape " + shape + " with " + shape.elementCount() + " elements.");
    }
}
