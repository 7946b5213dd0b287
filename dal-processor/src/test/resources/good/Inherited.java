package demo;

import demo.base.Base;
import demo.base.GenericBase;
import demo.base.Left;
import demo.base.Right;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.FloatTensor;

/** Functions from other interfaces. */
@ProcessingFunction
interface Inherited extends Base, GenericBase<FloatTensor>, Left, Right, AutoCloseable {

    /** Declared again, with a name of its own. */
    @Override
    @ProcessingFunction("again")
    void redeclared(@TensorIn("n") DoubleTensor xs, @TensorOut("n") DoubleTensor ys);

    @Override
    default void implemented(long x) {}

    @Override
    void abstractAgain(long x);

    @Override
    default void close() {}

    @Override
    boolean equals(Object other);

    @Override
    int hashCode();

    @Override
    String toString();

    static void helper(long x) {}
}
