package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorElement;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.IntTensor;

@ProcessingFunction
interface ElementType {

    void f(@TensorIn(value = "i", type = TensorElement.FLOAT16) IntTensor xs);
}
