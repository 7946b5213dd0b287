package dev.dal.samples.streamer;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.tensor.DoubleTensor;

/** What a stream processor does with payloads. */
@ProcessingFunction
public interface Payloads {

    /**
     * Checks a payload where it lies.
     *
     * @param payload the numbers of the payload
     * @return the {@linkplain PayloadPattern#checksum checksum} of the numbers
     */
    long check(@TensorIn("i") DoubleTensor payload);
}
