package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import org.jspecify.annotations.Nullable;

/** Arithmetic on vectors. */
@ProcessingFunction
public interface Vectors {

    /**
     * Scales a vector.
     *
     * @param factor what to multiply by
     * @param xs the vector
     * @param offset what to add to each element
     * @param ys the scaled vector
     * @param squares the squares of its elements
     */
    void scale(
            double factor,
            @TensorIn("i") DoubleTensor xs,
            Double offset,
            @TensorOut("i") DoubleTensor ys,
            @TensorOut("i") @Nullable DoubleTensor squares);

    /**
     * Measures a vector.
     *
     * @param xs a vector
     * @return its Euclidean length
     */
    double norm(@TensorIn("i") DoubleTensor xs);
}
