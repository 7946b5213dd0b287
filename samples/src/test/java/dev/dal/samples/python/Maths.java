package dev.dal.samples.python;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;

/** The interface of README.md. */
@ProcessingFunction
public interface Maths {

    /**
     * Adds a number to each element: {@code zs[i] = x + ys[i]}.
     *
     * @param x the number
     * @param ys the elements
     * @param zs the sums
     */
    void add(long x, @TensorIn("i") LongTensor ys, @TensorOut("i") LongTensor zs);

    /**
     * The square root of the sum of squares.
     *
     * @param xs the elements
     * @return their norm
     */
    double norm(@TensorIn("i") DoubleTensor xs);
}
