package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface ConflictingRoles {

    void add(@TensorIn("i") @TensorOut("i") DoubleTensor a);
}
