package dev.dal.benchmarks.programs;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;

/** The functions that are called. */
@ProcessingFunction
public interface Work {

    /**
     * Adds a number to each element: {@code zs[i] = x + ys[i]}.
     *
     * @param x the number
     * @param ys the elements
     * @param zs the sums
     */
    void add(long x, @TensorIn("i") LongTensor ys, @TensorOut("i") LongTensor zs);

    /**
     * Half of a number.
     *
     * @param x the number
     * @return {@code x / 2.0}
     */
    double half(long x);

    /**
     * Looks at every stride-th element.
     *
     * @param payload a streamed {@link Payload}
     * @param stride distance between the elements that are read
     * @return the sum of these elements
     */
    double sum(@TensorIn("i") DoubleTensor payload, long stride);
}
