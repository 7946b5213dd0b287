package demo;

import dev.dal.annotations.Name;
import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.call.CallContext;
import dev.dal.call.Tag;
import dev.dal.tensor.ByteTensor;

/** Tags that are declared: each says that the function has returned. */
@ProcessingFunction
interface Tags {

    void step(String name, Tag done);

    void after(@TensorIn ByteTensor earlier, String name, CallContext context, @Name("finished") Tag tag, Tag another);
}
