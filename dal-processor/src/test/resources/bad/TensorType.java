package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;

@ProcessingFunction
interface TensorType {

    void f(@TensorIn("i") double[] xs);
}
