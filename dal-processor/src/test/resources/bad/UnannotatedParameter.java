package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface UnannotatedParameter {

    void add(DoubleTensor a);
}
