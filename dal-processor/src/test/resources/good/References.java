package demo;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.LongTensor;

/** Inputs that are read when the function asks for them, and that it may keep. */
@ProcessingFunction
interface References {

    void keep(@TensorIn("i") TensorRef<LongTensor> xs);

    long kept();

    void choose(
            boolean first,
            @TensorIn("i") TensorRef<LongTensor> xs,
            @TensorIn("j") TensorRef<LongTensor> ys,
            @TensorOut("i") LongTensor chosen);
}
