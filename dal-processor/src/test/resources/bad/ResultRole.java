package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorOut;

@ProcessingFunction
interface ResultRole {

    @TensorOut("i")
    void f();
}
