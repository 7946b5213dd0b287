package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface DuplicateDimension {

    void f(@TensorIn({"i", "j", "i"}) DoubleTensor xs);
}
