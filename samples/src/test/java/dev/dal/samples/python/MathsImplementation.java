package dev.dal.samples.python;

import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;

/** {@link Maths}, in Java. */
final class MathsImplementation implements Maths {

    @Override
    public void add(long x, LongTensor ys, LongTensor zs) {
        for (long i = 0; i < ys.shape().length(0); i++) {
            zs.set(i, x + ys.get(i));
        }
    }

    @Override
    public double norm(DoubleTensor xs) {
        double sum = 0;
        for (long i = 0; i < xs.shape().length(0); i++) {
            sum += xs.get(i) * xs.get(i);
        }
        return Math.sqrt(sum);
    }
}
