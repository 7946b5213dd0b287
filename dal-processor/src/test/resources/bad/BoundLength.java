package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface BoundLength {

    void f(long nx, @TensorIn("x=nx") DoubleTensor xs);
}
