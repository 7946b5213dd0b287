package user;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;

/** Arithmetic on vectors, with another type of factor than in the baseline. */
@ProcessingFunction
public interface Vectors {

    /** ys[i] = factor * xs[i]. */
    void scale(float factor, @TensorIn("i") DoubleTensor xs, @TensorOut("i") DoubleTensor ys);
}
