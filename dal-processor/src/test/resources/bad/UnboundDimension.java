package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface UnboundDimension {

    void outer(@TensorIn("i") DoubleTensor a, @TensorIn("j") DoubleTensor b, @TensorOut("i,k") DoubleTensor c);
}
