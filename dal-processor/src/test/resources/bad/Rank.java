package bad;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.DoubleTensor;

@ProcessingFunction
interface Rank {

    void f(@TensorIn("a,b,c,d,e,f,g,h,i") DoubleTensor xs);
}
