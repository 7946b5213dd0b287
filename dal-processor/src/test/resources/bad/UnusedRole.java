package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface UnusedRole {

    void f();

    static void both(@TensorIn("i") DoubleTensor a) {}
}
