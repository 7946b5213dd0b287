package dev.dal.samples.guide;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.call.CallContext;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import java.time.Duration;

/** The functions that the guide calls. */
@ProcessingFunction
public interface Vectors {

    /** zs[i] = x + ys[i]. */
    @ProcessingFunction("simple_fn")
    void simpleFn(long x, @TensorIn("i") LongTensor ys, @TensorOut("i") LongTensor zs);

    /** The length of a vector: a scalar result is a return value. */
    double norm(@TensorIn("i") DoubleTensor xs);

    /** The square roots. Fails where there are none. */
    void roots(@TensorIn("i") DoubleTensor xs, @TensorOut("i") DoubleTensor roots);

    /** Prints a message. Without an output of its own it has a tag, {@code done}, that callers can wait for. */
    void log(String message);

    /** Does nothing for a while, or until nobody waits for that any more. */
    void rest(Duration length, CallContext call) throws InterruptedException;
}
