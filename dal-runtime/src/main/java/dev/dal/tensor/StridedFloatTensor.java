package dev.dal.tensor;

import dev.dal.store.memory.Region;

/** A {@link FloatTensor} whose elements do not follow one another, or lie in more than one window. */
final class StridedFloatTensor extends FloatTensor {

    /**
     * A view.
     *
     * @param type element type
     * @param body begins with the first element and holds them all
     * @param layout where the elements are
     */
    StridedFloatTensor(TensorType<FloatTensor> type, Region body, Layout layout) {
        super(type, body, layout);
    }

    @Override
    public float get(long i) {
        lifetime.check();
        return elements.read(layout.offset(i));
    }

    @Override
    public void set(long i, float value) {
        checkWritable();
        elements.write(layout.offset(i), value);
    }

    @Override
    public float get(long i, long j) {
        lifetime.check();
        return elements.read(layout.offset(i, j));
    }

    @Override
    public void set(long i, long j, float value) {
        checkWritable();
        elements.write(layout.offset(i, j), value);
    }

    @Override
    public float get(long i, long j, long k) {
        lifetime.check();
        return elements.read(layout.offset(i, j, k));
    }

    @Override
    public void set(long i, long j, long k, float value) {
        checkWritable();
        elements.write(layout.offset(i, j, k), value);
    }

    @Override
    public float getAt(long linear) {
        lifetime.check();
        return elements.read(layout.offsetAt(linear));
    }

    @Override
    public void setAt(long linear, float value) {
        checkWritable();
        elements.write(layout.offsetAt(linear), value);
    }
}
