package bad;

import dev.dal.annotations.ProcessingFunction;
import java.util.List;

@ProcessingFunction
interface ValueType {

    void f(List<Double> xs);
}
