package demo.base;

import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorOutput;

/**
 * Generic.
 *
 * @param <T> a class of tensors
 */
public interface GenericBase<T extends Tensor> {

    /**
     * Takes any tensors.
     *
     * @param xs input
     * @param ys output
     */
    void generic(@TensorIn("i") T xs, @TensorOut("j") TensorOutput<T> ys);
}
