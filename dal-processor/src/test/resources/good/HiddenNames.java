package demo.hidden;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.tensor.LongTensor;

/** A package whose own types have the names of Java's and of the library's. */
@ProcessingFunction
public interface HiddenNames {

    /**
     * Takes both kinds.
     *
     * @param text Java's string
     * @param ours an enum of this package
     * @param number Java's box
     * @param invocation another enum of this package
     * @param xs a vector
     * @param ys another
     * @throws java.io.IOException never
     */
    void mixed(
            java.lang.String text,
            String ours,
            java.lang.Long number,
            Invocation invocation,
            @TensorIn("i") LongTensor xs,
            @TensorOut("i") LongTensor ys)
            throws java.io.IOException;
}
