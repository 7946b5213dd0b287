package dev.dal.tensor;

import dev.dal.store.memory.Region;

/** A {@link DoubleTensor} whose elements do not follow one another, or lie in more than one window. */
final class StridedDoubleTensor extends DoubleTensor {

    /**
     * A view.
     *
     * @param type element type
     * @param body begins with the first element and holds them all
     * @param layout where the elements are
     */
    StridedDoubleTensor(TensorType<DoubleTensor> type, Region body, Layout layout) {
        super(type, body, layout);
    }

    @Override
    public double get(long i) {
        lifetime.check();
        return elements.read(layout.offset(i));
    }

    @Override
    public void set(long i, double value) {
        checkWritable();
        elements.write(layout.offset(i), value);
    }

    @Override
    public double get(long i, long j) {
        lifetime.check();
        return elements.read(layout.offset(i, j));
    }

    @Override
    public void set(long i, long j, double value) {
        checkWritable();
        elements.write(layout.offset(i, j), value);
    }

    @Override
    public double get(long i, long j, long k) {
        lifetime.check();
        return elements.read(layout.offset(i, j, k));
    }

    @Override
    public void set(long i, long j, long k, double value) {
        checkWritable();
        elements.write(layout.offset(i, j, k), value);
    }

    @Override
    public double getAt(long linear) {
        lifetime.check();
        return elements.read(layout.offsetAt(linear));
    }

    @Override
    public void setAt(long linear, double value) {
        checkWritable();
        elements.write(layout.offsetAt(linear), value);
    }
}
