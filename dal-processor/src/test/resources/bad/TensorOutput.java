package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.TensorOutput;

@ProcessingFunction
interface Sinks {

    void f(@TensorOut("i") TensorOutput<?> xs);
}
