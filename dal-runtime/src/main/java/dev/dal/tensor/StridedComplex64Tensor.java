package dev.dal.tensor;

import dev.dal.store.memory.Region;

/** A {@link Complex64Tensor} that does not lie within one window, or whose lengths are no ints, or whose parts lie apart. */
final class StridedComplex64Tensor extends Complex64Tensor {

    /**
     * A view.
     *
     * @param body begins with the first real part and holds all parts
     * @param stored layout of the parts
     */
    StridedComplex64Tensor(Region body, Layout stored) {
        super(body, stored);
    }

    @Override
    public float re(long i) {
        lifetime.check();
        return elements.read(layout.offset(i));
    }

    @Override
    public float im(long i) {
        lifetime.check();
        return elements.read(layout.offset(i) + partStep);
    }

    @Override
    public void set(long i, float re, float im) {
        checkWritable();
        write(layout.offset(i), re, im);
    }

    @Override
    public float re(long i, long j) {
        lifetime.check();
        return elements.read(layout.offset(i, j));
    }

    @Override
    public float im(long i, long j) {
        lifetime.check();
        return elements.read(layout.offset(i, j) + partStep);
    }

    @Override
    public void set(long i, long j, float re, float im) {
        checkWritable();
        write(layout.offset(i, j), re, im);
    }

    @Override
    public float re(long i, long j, long k) {
        lifetime.check();
        return elements.read(layout.offset(i, j, k));
    }

    @Override
    public float im(long i, long j, long k) {
        lifetime.check();
        return elements.read(layout.offset(i, j, k) + partStep);
    }

    @Override
    public void set(long i, long j, long k, float re, float im) {
        checkWritable();
        write(layout.offset(i, j, k), re, im);
    }
}
