package dev.dal.tensor;

import dev.dal.store.memory.Region;

/**
 * A tensor of complex numbers, each two Java {@code float}s: complex64. Real and imaginary parts are read and written by
 * themselves or, for all that concerns many elements, through {@link #interleaved()}. Accessors take as many indices as
 * there are dimensions. See {@link Tensor} for lifetime, strides and threads.
 */
public sealed class Complex64Tensor extends Tensor implements TensorSource<Complex64Tensor>
        permits StridedComplex64Tensor {

    /** Elements are complex64. */
    public static final TensorType<Complex64Tensor> TYPE =
            new TensorType<>(ElementType.COMPLEX64, Complex64Tensor.class, Complex64Tensor::view);

    /** Highest index of an element that is less than 2 GiB away from the first. */
    private static final int MAX_INDEX = Integer.MAX_VALUE >> 3;

    /** Real and imaginary parts. */
    final FloatTensor parts;

    /** The memory, of which every element takes two. */
    final FloatElements elements;

    /** From a real part to its imaginary part. */
    final long partStep;

    /**
     * A view.
     *
     * @param body begins with the first real part and holds all parts
     * @param stored layout of the parts
     */
    Complex64Tensor(Region body, Layout stored) {
        super(body, stored.withoutLast());
        this.parts = FloatTensor.TYPE.wrap(body, stored);
        this.elements = parts.elements;
        this.partStep = partStep(stored);
    }

    private static Complex64Tensor view(TensorType<Complex64Tensor> type, Region body, Layout stored) {
        return stored.isPlain(Float.BYTES)
                ? new Complex64Tensor(body, stored)
                : new StridedComplex64Tensor(body, stored);
    }

    private static long partStep(Layout stored) {
        return stored.step(stored.shape().rank() - 1);
    }

    /**
     * A tensor of rank 1 in memory of its own.
     *
     * @param parts the elements, real and imaginary parts alternating; copied
     * @return a writable tensor of half as many elements
     * @throws IllegalArgumentException if the number of parts is odd
     */
    public static Complex64Tensor of(float... parts) {
        return of(Shape.of(parts.length / 2), parts);
    }

    /**
     * A tensor in memory of its own.
     *
     * @param shape lengths of the dimensions
     * @param parts the elements in row-major order, real and imaginary parts alternating; copied
     * @return a writable tensor
     * @throws IllegalArgumentException if there are not twice as many parts as the shape has elements
     */
    public static Complex64Tensor of(Shape shape, float... parts) {
        if (parts.length % 2 != 0 || shape.elementCount() != parts.length / 2) {
            throw new IllegalArgumentException("Parts of complex numbers of shape " + shape + ": found " + parts.length
                    + "; expected two for each of the " + shape.elementCount() + " elements.");
        }
        Complex64Tensor tensor = TYPE.zeros(shape);
        tensor.parts.copyFrom(parts);
        return tensor;
    }

    /**
     * A tensor of rank 0 in memory of its own.
     *
     * @param re real part of the only element
     * @param im imaginary part of the only element
     * @return a writable tensor
     */
    public static Complex64Tensor scalar(float re, float im) {
        return of(Shape.scalar(), re, im);
    }

    /**
     * A tensor of zeros in memory of its own.
     *
     * @param shape lengths of the dimensions
     * @return a writable tensor
     * @throws IllegalArgumentException if it would have more than 2<sup>63</sup> - 1 bytes
     */
    public static Complex64Tensor zeros(Shape shape) {
        return TYPE.zeros(shape);
    }

    @Override
    public TensorType<Complex64Tensor> type() {
        return TYPE;
    }

    /**
     * The parts as a tensor over the same memory, with one more, innermost dimension of length 2: real part, imaginary
     * part.
     *
     * @return a view that is writable if this one is
     */
    public FloatTensor interleaved() {
        return parts;
    }

    /**
     * Real part of the only element of a tensor of rank 0.
     *
     * @return the real part
     * @throws IllegalArgumentException if the rank is not 0
     * @throws IllegalStateException if the view is closed
     */
    public float re() {
        lifetime.check();
        return elements.read(layout.offset());
    }

    /**
     * Real part of an element of a tensor of rank 1.
     *
     * @param i its index
     * @return the real part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 1
     * @throws IllegalStateException if the view is closed
     */
    public float re(long i) {
        lifetime.check();
        return elements.buffer.get(2 * vectorIndex(i, MAX_INDEX));
    }

    /**
     * Real part of an element of a tensor of rank 2.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @return the real part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 2
     * @throws IllegalStateException if the view is closed
     */
    public float re(long i, long j) {
        lifetime.check();
        return elements.buffer.get(2 * matrixIndex(i, j, MAX_INDEX));
    }

    /**
     * Real part of an element of a tensor of rank 3.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @param k index in dimension 2
     * @return the real part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 3
     * @throws IllegalStateException if the view is closed
     */
    public float re(long i, long j, long k) {
        lifetime.check();
        return elements.buffer.get(2 * cubeIndex(i, j, k, MAX_INDEX));
    }

    /**
     * Real part of an element of a tensor of any rank.
     *
     * @param index as many indices as dimensions, outermost first
     * @return the real part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if there is another number of dimensions
     * @throws IllegalStateException if the view is closed
     */
    public float re(long... index) {
        lifetime.check();
        return elements.read(layout.offset(index));
    }

    /**
     * Imaginary part of the only element of a tensor of rank 0.
     *
     * @return the imaginary part
     * @throws IllegalArgumentException if the rank is not 0
     * @throws IllegalStateException if the view is closed
     */
    public float im() {
        lifetime.check();
        return elements.read(layout.offset() + partStep);
    }

    /**
     * Imaginary part of an element of a tensor of rank 1.
     *
     * @param i its index
     * @return the imaginary part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 1
     * @throws IllegalStateException if the view is closed
     */
    public float im(long i) {
        lifetime.check();
        return elements.buffer.get(2 * vectorIndex(i, MAX_INDEX) + 1);
    }

    /**
     * Imaginary part of an element of a tensor of rank 2.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @return the imaginary part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 2
     * @throws IllegalStateException if the view is closed
     */
    public float im(long i, long j) {
        lifetime.check();
        return elements.buffer.get(2 * matrixIndex(i, j, MAX_INDEX) + 1);
    }

    /**
     * Imaginary part of an element of a tensor of rank 3.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @param k index in dimension 2
     * @return the imaginary part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 3
     * @throws IllegalStateException if the view is closed
     */
    public float im(long i, long j, long k) {
        lifetime.check();
        return elements.buffer.get(2 * cubeIndex(i, j, k, MAX_INDEX) + 1);
    }

    /**
     * Imaginary part of an element of a tensor of any rank.
     *
     * @param index as many indices as dimensions, outermost first
     * @return the imaginary part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if there is another number of dimensions
     * @throws IllegalStateException if the view is closed
     */
    public float im(long... index) {
        lifetime.check();
        return elements.read(layout.offset(index) + partStep);
    }

    /**
     * Sets the only element of a tensor of rank 0.
     *
     * @param re new real part
     * @param im new imaginary part
     * @throws IllegalArgumentException if the rank is not 0
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(float re, float im) {
        checkWritable();
        write(layout.offset(), re, im);
    }

    /**
     * Sets an element of a tensor of rank 1.
     *
     * @param i its index
     * @param re new real part
     * @param im new imaginary part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 1
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(long i, float re, float im) {
        checkWritable();
        put(2 * vectorIndex(i, MAX_INDEX), re, im);
    }

    /**
     * Sets an element of a tensor of rank 2.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @param re new real part
     * @param im new imaginary part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 2
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(long i, long j, float re, float im) {
        checkWritable();
        put(2 * matrixIndex(i, j, MAX_INDEX), re, im);
    }

    /**
     * Sets an element of a tensor of rank 3.
     *
     * @param i index in dimension 0
     * @param j index in dimension 1
     * @param k index in dimension 2
     * @param re new real part
     * @param im new imaginary part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the rank is not 3
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(long i, long j, long k, float re, float im) {
        checkWritable();
        put(2 * cubeIndex(i, j, k, MAX_INDEX), re, im);
    }

    /**
     * Sets an element of a tensor of any rank.
     *
     * @param index as many indices as dimensions, outermost first
     * @param re new real part
     * @param im new imaginary part
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if there is another number of dimensions
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void set(long[] index, float re, float im) {
        checkWritable();
        write(layout.offset(index), re, im);
    }

    private void put(int index, float re, float im) {
        elements.buffer.put(index, re);
        elements.buffer.put(index + 1, im);
    }

    final void write(long offset, float re, float im) {
        elements.write(offset, re);
        elements.write(offset + partStep, im);
    }

    /**
     * Sets all elements.
     *
     * @param re new real part of each
     * @param im new imaginary part of each
     * @throws IllegalStateException if the view is closed
     * @throws ReadOnlyTensorException if the view is read-only
     */
    public void fill(float re, float im) {
        checkWritable();
        for (long linear = 0; linear < elementCount(); linear++) {
            write(layout.offsetAt(linear), re, im);
        }
    }

    /**
     * Copies all elements in row-major order into a fresh array.
     *
     * @return real and imaginary parts, alternating
     * @throws IllegalArgumentException if there are more than an array can hold
     * @throws IllegalStateException if the view is closed
     */
    public float[] toArray() {
        return parts.toArray();
    }

    /**
     * Copies all elements of another tensor; strides of either do not matter. Without defined result if both are views
     * of the same memory, unless they are alike.
     *
     * @param source a tensor of the same shape
     * @throws IllegalArgumentException if the shape differs
     * @throws IllegalStateException if either view is closed
     * @throws ReadOnlyTensorException if this view is read-only
     */
    public void copyFrom(Complex64Tensor source) {
        copyAll(source, () -> parts.copyFrom(source.parts));
    }

    @Override
    void copyFromSame(Tensor source) {
        if (!(source instanceof Complex64Tensor same)) {
            throw new IllegalArgumentException("Copy of a tensor: found " + source.type() + "; expected " + TYPE + ".");
        }
        copyFrom(same);
    }

    @Override
    String textAt(long linear) {
        long offset = layout.offsetAt(linear);
        float im = elements.read(offset + partStep);
        return elements.read(offset) + (Math.copySign(1, im) < 0 ? "" : "+") + im + "i";
    }
}
