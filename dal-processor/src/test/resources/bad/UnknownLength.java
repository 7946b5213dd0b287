package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface UnknownLength {

    void f(long nx, int ny, @TensorOut("x=xn") DoubleTensor xs);
}
