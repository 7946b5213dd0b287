package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface FixedLength {

    void f(@TensorIn("i=0") DoubleTensor xs);
}
