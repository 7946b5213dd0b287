package dev.dal.tensor;

import dev.dal.store.memory.Region;

/** A {@link Complex128Tensor} that does not lie within one window, or whose lengths are no ints, or whose parts lie apart. */
final class StridedComplex128Tensor extends Complex128Tensor {

    /**
     * A view.
     *
     * @param body begins with the first real part and holds all parts
     * @param stored layout of the parts
     */
    StridedComplex128Tensor(Region body, Layout stored) {
        super(body, stored);
    }

    @Override
    public double re(long i) {
        lifetime.check();
        return elements.read(layout.offset(i));
    }

    @Override
    public double im(long i) {
        lifetime.check();
        return elements.read(layout.offset(i) + partStep);
    }

    @Override
    public void set(long i, double re, double im) {
        checkWritable();
        write(layout.offset(i), re, im);
    }

    @Override
    public double re(long i, long j) {
        lifetime.check();
        return elements.read(layout.offset(i, j));
    }

    @Override
    public double im(long i, long j) {
        lifetime.check();
        return elements.read(layout.offset(i, j) + partStep);
    }

    @Override
    public void set(long i, long j, double re, double im) {
        checkWritable();
        write(layout.offset(i, j), re, im);
    }

    @Override
    public double re(long i, long j, long k) {
        lifetime.check();
        return elements.read(layout.offset(i, j, k));
    }

    @Override
    public double im(long i, long j, long k) {
        lifetime.check();
        return elements.read(layout.offset(i, j, k) + partStep);
    }

    @Override
    public void set(long i, long j, long k, double re, double im) {
        checkWritable();
        write(layout.offset(i, j, k), re, im);
    }
}
