package dev.dal.benchmarks.programs;

import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions in plain Java. */
final class WorkImplementation implements Work {

    /** Receives the views of the calls of add, if they are to be kept; for several threads. */
    private volatile @Nullable List<Object> kept;

    void keep(List<Object> list) {
        kept = list;
    }

    /** The views that were kept; nobody else keeps them. */
    List<Object> stopKeeping() {
        List<Object> list = Objects.requireNonNull(kept, "keep() comes first");
        kept = null;
        return list;
    }

    @Override
    public void add(long x, LongTensor ys, LongTensor zs) {
        for (long i = 0; i < ys.shape().length(0); i++) {
            zs.set(i, x + ys.get(i));
        }
        List<Object> list = kept;
        if (list != null) {
            list.add(ys);
            list.add(zs);
        }
    }

    @Override
    public double half(long x) {
        return x / 2.0;
    }

    @Override
    public double sum(DoubleTensor payload, long stride) {
        return Payload.sum((from, target, count) -> payload.copyTo(from, target, 0, count), (int) stride);
    }
}
