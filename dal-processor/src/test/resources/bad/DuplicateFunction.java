package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface DuplicateFunction {

    void add(long x);

    void add(@TensorIn("i") DoubleTensor xs);
}
