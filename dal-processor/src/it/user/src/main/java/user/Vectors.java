package user;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;

/** Arithmetic on vectors. */
@ProcessingFunction
public interface Vectors {

    /** ys[i] = factor * xs[i]. */
    void scale(double factor, @TensorIn("i") DoubleTensor xs, @TensorOut("i") DoubleTensor ys);

    /** The sum of all elements, or of those that are at least as large as a limit. */
    double sum(@TensorIn("i") DoubleTensor xs, Double limit);
}
