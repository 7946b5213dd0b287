package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;

@ProcessingFunction
interface GenericInterface<T> {

    void f(@TensorIn("i") T xs);
}
