package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface IncompatibleChange {

    void scale(float factor, @TensorIn("i") DoubleTensor xs, @TensorOut("i") DoubleTensor ys);
}
