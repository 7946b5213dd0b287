package dev.dal.samples.simple;

import dev.dal.tensor.LongTensor;

/** The function in plain Java: it reads and writes shared memory without knowing it. */
final class SimpleImplementation implements Simple {

    @Override
    public void simpleFn(long x, LongTensor ys, LongTensor zs) {
        for (long i = 0; i < ys.shape().length(0); i++) {
            zs.set(i, x + ys.get(i));
        }
    }
}
