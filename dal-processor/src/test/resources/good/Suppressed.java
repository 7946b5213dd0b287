package demo;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.TensorOutput;

/** Mistakes that do no harm and shall not be mentioned. */
@ProcessingFunction
@SuppressWarnings("DalUnusedName")
interface Suppressed {

    default void both(@Name("y") long x) {}

    @SuppressWarnings({"DalUnusedRole", "DalUnusedZeroed"})
    static void helper(@TensorIn("i") DoubleTensor x) {}

    void sink(
            @SuppressWarnings("DalUnusedZeroed") @TensorOut(value = "i", zeroed = false)
                    TensorOutput<DoubleTensor> xs);
}
