package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.Complex64Tensor;

@ProcessingFunction
interface ReservedDimension {

    void f(@TensorIn({"i", "complex"}) Complex64Tensor xs);
}
