package dev.dal.tensor;

import dev.dal.store.memory.Region;

/**
 * Element type of a tensor together with the Java type that it is viewed by. The typed views have all types as
 * constants, such as {@link LongTensor#TYPE} and {@link LongTensor#UINT64}; there are no others, so identity is
 * equality. Thread-safe.
 *
 * @param <T> the Java type of the tensor
 */
public final class TensorType<T extends Tensor> {

    private final ElementType elementType;
    private final Class<T> tensorClass;
    private final View<T> view;
    private final Recent<TensorMessage<T>> recentMessages = new Recent<>();
    private final Recent<DecodedTensor> recentHeaders = new Recent<>();

    /**
     * A type.
     *
     * @param elementType what the elements are
     * @param tensorClass the Java type
     * @param view the constructor of the Java type
     */
    TensorType(ElementType elementType, Class<T> tensorClass, View<T> view) {
        this.elementType = elementType;
        this.tensorClass = tensorClass;
        this.view = view;
    }

    /**
     * Makes a view.
     *
     * @param <T> the Java type of the tensor
     */
    @FunctionalInterface
    interface View<T extends Tensor> {
        /**
         * Makes a view.
         *
         * @param type its type
         * @param body begins with the first element and holds them all
         * @param stored layout of what is stored: for complex numbers of their parts
         * @return the view
         */
        T of(TensorType<T> type, Region body, Layout stored);
    }

    /**
     * The type of an element type that Java's own types can tell apart, or else the one of those that hold its bits.
     *
     * @param elementType what the elements are
     * @return the only type with these elements
     */
    public static TensorType<?> of(ElementType elementType) {
        return switch (elementType) {
            case BOOL -> ByteTensor.BOOL;
            case INT8 -> ByteTensor.TYPE;
            case UINT8 -> ByteTensor.UINT8;
            case INT16 -> ShortTensor.TYPE;
            case UINT16 -> ShortTensor.UINT16;
            case FLOAT16 -> ShortTensor.FLOAT16;
            case INT32 -> IntTensor.TYPE;
            case UINT32 -> IntTensor.UINT32;
            case INT64 -> LongTensor.TYPE;
            case UINT64 -> LongTensor.UINT64;
            case FLOAT32 -> FloatTensor.TYPE;
            case FLOAT64 -> DoubleTensor.TYPE;
            case COMPLEX64 -> Complex64Tensor.TYPE;
            case COMPLEX128 -> Complex128Tensor.TYPE;
        };
    }

    /**
     * What the elements are.
     *
     * @return the element type
     */
    public ElementType elementType() {
        return elementType;
    }

    /**
     * The Java type of the views.
     *
     * @return the class
     */
    public Class<T> tensorClass() {
        return tensorClass;
    }

    /**
     * Bytes that contiguous elements take.
     *
     * @param shape lengths of the dimensions
     * @return bytes
     * @throws IllegalArgumentException if there would be more than 2<sup>63</sup> - 1
     */
    public long sizeBytes(Shape shape) {
        return stored(shape).span() * elementType.unitBytes();
    }

    /**
     * A tensor of zeros in native memory of its own, freed by the garbage collector.
     *
     * @param shape lengths of the dimensions
     * @return a writable, contiguous tensor
     * @throws IllegalArgumentException if there would be more than 2<sup>63</sup> - 1 bytes
     * @throws dev.dal.store.StoreException if there is not as much memory
     */
    public T zeros(Shape shape) {
        return wrap(Region.allocate(sizeBytes(shape)), shape);
    }

    /**
     * A view of memory that holds contiguous elements, the last index varying fastest.
     *
     * @param body begins with the first element; may be longer than needed; at a multiple of the element's size
     * @param shape lengths of the dimensions
     * @return a view, writable if the body is; valid as long as the body's lifetime lasts
     * @throws IllegalArgumentException if the body is too short for the shape
     * @throws IllegalStateException if the body's lifetime has ended
     */
    public T wrap(Region body, Shape shape) {
        return wrap(body, stored(shape));
    }

    /**
     * A view of memory that holds elements at any strides.
     *
     * @param body begins with the element whose indices are all 0; may be longer than needed; at a multiple of the
     *     element's size
     * @param shape lengths of the dimensions
     * @param strides bytes per step in each dimension, multiples of the element's size (of a part's for complex
     *     numbers, whose two parts follow one another); only those of dimensions longer than 1 matter
     * @return a view, writable if the body is; valid as long as the body's lifetime lasts
     * @throws IllegalArgumentException if shape and strides do not fit each other, or the body is too short for them
     * @throws IllegalStateException if the body's lifetime has ended
     */
    public T wrap(Region body, Shape shape, Strides strides) {
        int rank = strides.rank();
        boolean complex = elementType.isComplex();
        long[] bytes = new long[complex ? rank + 1 : rank];
        for (int i = 0; i < rank; i++) {
            bytes[i] = strides.bytes(i);
        }
        if (complex) {
            bytes[rank] = elementType.unitBytes();
        }
        return wrap(body, Layout.of(storedShape(shape), bytes, elementType.unitBytes()));
    }

    /**
     * Copies elements into memory, contiguous, the last index varying fastest.
     *
     * @param source a tensor of this type, at any strides
     * @param body where to; at a multiple of the element's size
     * @throws IllegalArgumentException if the body is too short
     * @throws ReadOnlyTensorException if the body is read-only
     * @throws IllegalStateException if the lifetime of source or body has ended
     */
    public void copy(T source, Region body) {
        wrap(body, source.shape()).copyFromSame(source);
    }

    /** Messages of this type that were prepared lately. */
    Recent<TensorMessage<T>> recentMessages() {
        return recentMessages;
    }

    /** Headers that were decoded lately where this type was expected. */
    Recent<DecodedTensor> recentHeaders() {
        return recentHeaders;
    }

    /**
     * The layout of what is stored for contiguous elements.
     *
     * @param shape lengths of the dimensions
     * @return the layout
     * @throws IllegalArgumentException if there would be more than 2<sup>63</sup> - 1 bytes
     */
    Layout stored(Shape shape) {
        return Layout.rowMajor(storedShape(shape), elementType.unitBytes());
    }

    /**
     * Shape of what is stored for a tensor.
     *
     * @param shape shape of the tensor
     * @return the same, or with one more dimension of length 2 for complex numbers
     */
    Shape storedShape(Shape shape) {
        return elementType.isComplex() ? shape.plus(2) : shape;
    }

    /**
     * A view with a layout of what is stored.
     *
     * @param body begins with the first element
     * @param stored layout of what is stored
     * @return the view
     * @throws IllegalArgumentException if the body is too short
     */
    T wrap(Region body, Layout stored) {
        int unitBytes = elementType.unitBytes();
        if (stored.span() > body.length() / unitBytes) {
            throw new IllegalArgumentException("Body of a tensor of " + elementType + " with stored shape "
                    + stored.shape() + ": found " + body.length() + " bytes; expected at least " + stored.span()
                    + " times " + unitBytes + ".");
        }
        return view.of(this, body, stored);
    }

    /** The name of the element type. */
    @Override
    public String toString() {
        return elementType.schemaName();
    }
}
