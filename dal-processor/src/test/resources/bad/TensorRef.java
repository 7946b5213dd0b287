package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.Tensor;

@ProcessingFunction
interface References {

    void length(@TensorIn("i") TensorRef<Tensor> xs);
}
