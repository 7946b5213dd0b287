package dev.dal.tensor;

import dev.dal.store.memory.Region;
import java.lang.ref.Reference;
import java.nio.DoubleBuffer;
import java.util.Objects;

/**
 * A tensor whose elements are seen as Java's {@code double}: float64. Accessors take as many indices as there are
 * dimensions. See {@link Tensor} for lifetime, strides and threads.
 */
public sealed class DoubleTensor extends Tensor implements TensorSource<DoubleTensor> permits StridedDoubleTensor {

    /** Elements are float64. */
    public static final TensorType<DoubleTensor> TYPE =
            new TensorType<>(ElementType.FLOAT64, DoubleTensor.class, DoubleTensor::view);

    /** Highest index of an element that is less than 2 GiB away from the first. */
    private static final int MAX_INDEX = Integer.MAX_VALUE >> 3;

    private static final int BLOCK_LENGTH = 1024;

    private final TensorType<DoubleTensor> type;

    /** The memory; also for complex views of the same. */
    final DoubleElements elements;

    /**
     * A view.
     *
     * @param type element type
     * @param body begins with the first element and holds them all
     * @param layout where the elements are
     */
    DoubleTensor(TensorType<DoubleTensor> type, Region body, Layout layout) {
        super(body, layout);
        this.type = type;
        this.elements = new DoubleElements(body, layout.span());
    }

    private static DoubleTensor view(TensorType<DoubleTensor> type, Region body, Layout layout) {
        return layout.isPlain(Double.BYTES)
                ? new DoubleTensor(type, body, layout)
                : new StridedDoubleTensor(type, body, layout);
    }

    /**
     * A tensor of rank 1 and type {@link #TYPE} in memory of its own.
     *
     * @param values the elements; copied
     * @return a writable tensor
     */
    public static DoubleTensor of(double... values) {
        return of(TYPE, Shape.of(values.length), values);
    }

    /**
     * A tensor of type {@link #TYPE} in memory of its own.
     *
     * @param shape lengths of the dimensions
     * @param values the elements in row-major order, as many as the shape has; copied
     * @return a writable tensor
     * @throws IllegalArgumentException if there is another number of values
     */
    public static DoubleTensor of(Shape shape, double... values) {
        return of(TYPE, shape, values);
    }

    /**
     * A tensor in memory of its own.
     *
     * @param type {@link #TYPE}
     * @param shape lengths of the dimensions
     * @param values the elements in row-major order, as many as the shape has; copied
     * @return a writable tensor
     * @throws IllegalArgumentException if there is another number of values
     */
    public static DoubleTensor of(TensorType<DoubleTensor> type, Shape shape, double... values) {
        if (shape.elementCount() != values.length) {
            throw new IllegalArgumentException("Elements of shape " + shape + ": found " + values.length + "; expected "
                    + shape.elementCount() + ".");
        }
        DoubleTensor tensor = type.zeros(shape);
        tensor.copyFrom(values);
        return tensor;
    }

    /**
     * A tensor of rank 0 and type {@link #TYPE} in memory of its own.
     *
     * @param value the only element
     * @return a writable tensor
     */
    public static DoubleTensor scalar(double value) {
        return of(TYPE, Shape.scalar(), value);
    }

    /**
     * A tensor of zeros of type {@link #TYPE} in memory of its own.
     *
     * @param shape lengths of the dimensions
     * @return a writable tensor
     * @throws IllegalArgumentException if it would have more than 2<sup>63</sup> - 1 bytes
     */
    public static DoubleTensor zeros(Shape shape) {
        return TYPE.zeros(shape);
    }

    /**
     * A tensor of rank 1 and type {@link #TYPE} in memory of its own that counts up.
     *
     * @param from the first element
     * @param to one more than the last element; not less than {@code from}
     * @return a writable tensor of {@code to - from} elements
     * @throws IllegalArgumentException if {@code to} is less, or there are too many elements
     */
    public static DoubleTensor range(long from, long to) {
        DoubleTensor tensor = zeros(Shape.of(rangeLength(from, to)));
        for (long i = 0; i < tensor.elementCount(); i++) {
            tensor.setAt(i, (double) (from + i));
        }
        return tensor;
    }

    @Override
    public TensorType<DoubleTensor> type() {
        return type;
    }

    /**
     * The only element of a tensor of rank 0.
     *
     * @return the element
     * @throws IllegalArgumentException if the rank is not 0
     * @throws IllegalStateException if the view is closed
     */
    public double get() {
        lifetime.check();
        return elements.read(layout.offset());
    }

    /**
     * An element of a tensor of rank 1.
     *
     * @param i its index
     * @return the element
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 1
     * @throws IllegalStateException if the view is closed
     */
    public double get(long i) {
        lifetime.check();
        return elements.buffer.get(vectorIndex(i, MAX_INDEX));
    }

    /**
     * An element of a tensor of rank 2.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @return the element
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 2
     * @throws IllegalStateException if the view is closed
     */
    public double get(long i, long j) {
        lifetime.check();
        return elements.buffer.get(matrixIndex(i, j, MAX_INDEX));
    }

    /**
     * An element of a tensor of rank 3.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @param k index in dimension 2
     * @return the element
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 3
     * @throws IllegalStateException if the view is closed
     */
    public double get(long i, long j, long k) {
        lifetime.check();
        return elements.buffer.get(cubeIndex(i, j, k, MAX_INDEX));
    }

    /**
     * An element of a tensor of any rank.
     *
     * @param index as many indices as dimensions, outermost first
     * @return the element
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if there is another number of dimensions
     * @throws IllegalStateException if the view is closed
     */
    public double get(long... index) {
        lifetime.check();
        return elements.read(layout.offset(index));
    }

    /**
     * The element that comes at a place in row-major order, whatever the strides.
     *
     * @param linear the place, from 0 on
     * @return the element
     * @throws IndexOutOfBoundsException if there are not so many elements
     * @throws IllegalStateException if the view is closed
     */
    public double getAt(long linear) {
        lifetime.check();
        return elements.buffer.get(flatIndex(linear, MAX_INDEX));
    }

    /**
     * Sets the only element of a tensor of rank 0.
     *
     * @param value the new value
     * @throws IllegalArgumentException if the rank is not 0
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(double value) {
        checkWritable();
        elements.write(layout.offset(), value);
    }

    /**
     * Sets an element of a tensor of rank 1.
     *
     * @param i its index
     * @param value the new value
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 1
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(long i, double value) {
        checkWritable();
        elements.buffer.put(vectorIndex(i, MAX_INDEX), value);
    }

    /**
     * Sets an element of a tensor of rank 2.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @param value the new value
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 2
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(long i, long j, double value) {
        checkWritable();
        elements.buffer.put(matrixIndex(i, j, MAX_INDEX), value);
    }

    /**
     * Sets an element of a tensor of rank 3.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @param k index in dimension 2
     * @param value the new value
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 3
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(long i, long j, long k, double value) {
        checkWritable();
        elements.buffer.put(cubeIndex(i, j, k, MAX_INDEX), value);
    }

    /**
     * Sets an element of a tensor of any rank.
     *
     * @param index as many indices as dimensions, outermost first
     * @param value the new value
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if there is another number of dimensions
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(long[] index, double value) {
        checkWritable();
        elements.write(layout.offset(index), value);
    }

    /**
     * Sets the element that comes at a place in row-major order, whatever the strides.
     *
     * @param linear the place, from 0 on
     * @param value the new value
     * @throws IndexOutOfBoundsException if there are not so many elements
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void setAt(long linear, double value) {
        checkWritable();
        elements.buffer.put(flatIndex(linear, MAX_INDEX), value);
    }

    /**
     * Sets all elements.
     *
     * @param value the new value of each
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void fill(double value) {
        checkWritable();
        try {
            elements.fill(new Runs(layout, 0, elementCount()), value);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Copies all elements in row-major order into a fresh array.
     *
     * @return the elements
     * @throws IllegalArgumentException if there are more than an array can hold
     * @throws IllegalStateException if the view is closed
     */
    public double[] toArray() {
        double[] array = new double[arrayLength()];
        copyTo(0, array, 0, array.length);
        return array;
    }

    /**
     * Copies the first elements in row-major order.
     *
     * @param target receives as many elements as it is long
     * @throws IndexOutOfBoundsException if it is longer than the tensor
     * @throws IllegalStateException if the view is closed
     */
    public void copyTo(double[] target) {
        copyTo(0, target, 0, target.length);
    }

    /**
     * Copies elements in row-major order.
     *
     * @param from place of the first element
     * @param target receives the elements
     * @param targetIndex where in the array the first of them is put
     * @param count number of elements
     * @throws IndexOutOfBoundsException if tensor or array have not so many elements
     * @throws IllegalStateException if the view is closed
     */
    public void copyTo(long from, double[] target, int targetIndex, int count) {
        try {
            boolean contiguous = isContiguousFrom(from, count);
            int at = Objects.checkFromIndexSize(targetIndex, count, target.length);
            if (contiguous && elements.areInOneWindow()) {
                elements.buffer.get((int) from, target, at, count);
            } else {
                elements.read(new Runs(layout, from, count), target, at);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Sets the first elements in row-major order.
     *
     * @param source holds as many elements as it is long
     * @throws IndexOutOfBoundsException if it is longer than the tensor
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void copyFrom(double[] source) {
        copyFrom(0, source, 0, source.length);
    }

    /**
     * Sets elements in row-major order.
     *
     * @param from place of the first element
     * @param source holds the elements
     * @param sourceIndex where in the array the first of them is
     * @param count number of elements
     * @throws IndexOutOfBoundsException if tensor or array have not so many elements
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void copyFrom(long from, double[] source, int sourceIndex, int count) {
        checkWritable();
        try {
            boolean contiguous = isContiguousFrom(from, count);
            int at = Objects.checkFromIndexSize(sourceIndex, count, source.length);
            if (contiguous && elements.areInOneWindow()) {
                elements.buffer.put((int) from, source, at, count);
            } else {
                elements.write(new Runs(layout, from, count), source, at);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Copies all elements of another tensor; strides of either do not matter. Without defined result if both are views
     * of the same memory, unless they are alike.
     *
     * @param source a tensor of the same element type and shape
     * @throws IllegalArgumentException if element type or shape differ
     * @throws IllegalStateException if either view is closed
     * @throws ReadOnlyTensorException if this view is read-only
     */
    public void copyFrom(DoubleTensor source) {
        copyAll(source, () -> {
            double[] block = new double[BLOCK_LENGTH];
            for (long from = 0; from < elementCount(); from += BLOCK_LENGTH) {
                int length = (int) Math.min(BLOCK_LENGTH, elementCount() - from);
                source.copyTo(from, block, 0, length);
                copyFrom(from, block, 0, length);
            }
        });
    }

    /**
     * Adds a multiple of another tensor, element by element: y += a x. Does in blocks what a loop over two views does
     * one by one, and is faster (docs/adr/0009). Strides of either do not matter. Without defined result if both are views
     * of the same memory, unless they are alike.
     *
     * @param factor what the elements of the other tensor are multiplied by
     * @param source a tensor of the same element type and shape
     * @throws IllegalArgumentException if element type or shape differ
     * @throws IllegalStateException if either view is closed
     * @throws ReadOnlyTensorException if this view is read-only
     */
    public void addScaled(double factor, DoubleTensor source) {
        checkTarget("Sum of tensors", source);
        try {
            int blockLength = (int) Math.min(DoubleElements.BLOCK_LENGTH, elementCount());
            double[] block = new double[DoubleElements.BLOCK_START + blockLength];
            for (long from = 0; from < elementCount(); from += blockLength) {
                int length = (int) Math.min(blockLength, elementCount() - from);
                source.copyTo(from, block, DoubleElements.BLOCK_START, length);
                elements.addScaled(new Runs(layout, from, length), factor, block);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    void copyFromSame(Tensor source) {
        if (!(source instanceof DoubleTensor same)) {
            throw new IllegalArgumentException("Copy of a tensor: found " + source.type() + "; expected " + type + ".");
        }
        copyFrom(same);
    }

    /**
     * All elements as a buffer over the same memory, without copying. The memory stays valid, and the object held, until
     * the buffer and all that was derived from it are garbage; closing the view or its reference does not end it. When the
     * connection has ended the memory can still be read, but the store may have given it to other objects.
     *
     * @return a direct buffer, native order, read-only unless this view is writable
     * @throws IllegalStateException if the view is closed or not contiguous
     * @throws IllegalArgumentException if the elements have 2 GiB or more
     */
    public DoubleBuffer buffer() {
        return body.export(0, bufferBytes()).asDoubleBuffer();
    }

    @Override
    String textAt(long linear) {
        return Double.toString(getAt(linear));
    }
}
