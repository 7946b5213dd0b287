package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface BadDimension {

    void f(@TensorIn("i,") DoubleTensor xs);
}
