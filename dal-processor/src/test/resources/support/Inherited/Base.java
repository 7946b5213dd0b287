package demo.base;

import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;

/** In another package. */
public interface Base {

    /**
     * Inherited as it is.
     *
     * @param xs input
     * @param ys output
     */
    void inherited(@TensorIn("i") DoubleTensor xs, @TensorOut("i") DoubleTensor ys);

    /**
     * Redeclared.
     *
     * @param xs input
     * @param ys output
     */
    void redeclared(@TensorIn("i") DoubleTensor xs, @TensorOut("i") DoubleTensor ys);

    /**
     * Implemented by an inheritor.
     *
     * @param x a value
     */
    void implemented(long x);

    /**
     * Made abstract by an inheritor.
     *
     * @param x a value
     */
    default void abstractAgain(long x) {}
}
