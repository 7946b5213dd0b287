package dev.dal.benchmarks.programs;

import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;

/** The functions in plain Java. */
final class WorkImplementation implements Work {

    @Override
    public void add(long x, LongTensor ys, LongTensor zs) {
        for (long i = 0; i < ys.shape().length(0); i++) {
            zs.set(i, x + ys.get(i));
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
