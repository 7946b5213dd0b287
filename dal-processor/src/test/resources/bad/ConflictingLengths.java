package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface ConflictingLengths {

    void f(@TensorIn("row,uvw=3") DoubleTensor a, @TensorIn({"uvw=2", "row"}) DoubleTensor b);
}
