package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.LongTensor;
import java.util.List;

/** Not annotated itself: only annotated methods are functions. */
interface Selected {

    @ProcessingFunction
    long sum(@TensorIn("i") LongTensor xs);

    List<String> notAFunction(List<String> anything);

    @ProcessingFunction("named")
    void another(long x);
}
