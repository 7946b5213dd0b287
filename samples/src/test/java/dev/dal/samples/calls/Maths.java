package dev.dal.samples.calls;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;

/** Arithmetic on vectors. */
@ProcessingFunction
public interface Maths {

    /** zs[i] = x + ys[i]. */
    @ProcessingFunction("simple_fn")
    void simpleFn(long x, @TensorIn("i") LongTensor ys, @TensorOut("i") LongTensor zs);

    /** The length of a vector. */
    double norm(@TensorIn("i") DoubleTensor xs);

    /** Waits, and fails if the time is negative. */
    void pause(long millis);
}
