package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.TensorOutput;

@ProcessingFunction
interface UnusedZeroed {

    void f(@TensorOut(value = "i", zeroed = false) TensorOutput<DoubleTensor> xs);
}
