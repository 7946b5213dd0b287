package dev.dal.tensor;

/**
 * A tensor output of a processing function whose shape is not known before the function runs.
 *
 * <p>The function makes the tensor once, in one of three ways: {@link #allocate} and fill it;
 * {@link #allocateAtMost}, fill a part and {@link #trim}; or {@link #put}. The tensor then becomes the output when the
 * function returns. An output that was not made is an error; after a failure of the function nothing of it is kept.
 *
 * <p>An output belongs to one execution of the function and must not be used afterwards. Not thread-safe; the elements
 * of the allocated tensor may be written by several threads.
 *
 * @param <T> the Java type of the tensor
 */
public interface TensorOutput<T extends Tensor> {

    /**
     * Makes the tensor with its final shape, in place: what is written to it is not copied again.
     *
     * @param shape lengths of the dimensions, as many as declared; a declared fixed length must be kept
     * @return a writable, contiguous tensor, all zero unless declared otherwise; valid until the function returns
     * @throws IllegalArgumentException if the shape does not fit the declaration
     * @throws IllegalStateException if the tensor was made before, or the execution is over
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    T allocate(Shape shape);

    /**
     * Makes the tensor with a shape that is as large as the output can become; {@link #trim} must follow.
     *
     * @param shape the greatest length of each dimension, as many as declared
     * @return a writable, contiguous tensor, all zero unless declared otherwise; valid until it is trimmed
     * @throws IllegalArgumentException if the shape does not fit the declaration
     * @throws IllegalStateException if the tensor was made before, or the execution is over
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    T allocateAtMost(Shape shape);

    /**
     * Sets the final shape of what {@link #allocateAtMost} made. The elements of the output are the first ones of the
     * allocated tensor in row-major order, so that all dimensions but the outermost usually keep their length.
     *
     * @param shape the final lengths; not more elements than were allocated
     * @throws IllegalArgumentException if the shape does not fit the declaration or has more elements
     * @throws IllegalStateException if {@link #allocateAtMost} was not called, or this method was called before, or the
     *     execution is over
     */
    void trim(Shape shape);

    /**
     * Makes the tensor by copying another one; strides of the source do not matter.
     *
     * @param tensor the value; of the declared element type and shape
     * @throws IllegalArgumentException if element type or shape do not fit the declaration
     * @throws IllegalStateException if the tensor was made before, the execution is over, or the source is closed
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    void put(T tensor);
}
