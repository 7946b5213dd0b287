package dev.dal.samples.simple;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.LongTensor;

/** One function, to begin with. */
@ProcessingFunction
public interface Simple {

    /**
     * Adds a number to each element: {@code zs[i] = x + ys[i]}.
     *
     * @param x the number
     * @param ys the elements
     * @param zs the sums
     */
    @ProcessingFunction("simple_fn")
    void simpleFn(long x, @TensorIn("i") LongTensor ys, @TensorOut("i") LongTensor zs);
}
