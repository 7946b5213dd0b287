package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface LengthType {

    void f(double nx, @TensorOut("x=nx") DoubleTensor xs);
}
