package dev.dal.samples.guide;

import dev.dal.annotations.ProcessingFunction;
import dev.dal.annotations.TensorIn;
import dev.dal.annotations.TensorOut;
import dev.dal.call.CallContext;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.TensorOutput;
import org.jspecify.annotations.Nullable;

/** The functions of docs/guide/processors.md. */
@ProcessingFunction
public interface Spectra {

    /** The power in each channel. */
    void power(@TensorIn("chan") Complex128Tensor voltages, @TensorOut("chan") DoubleTensor power);

    /** The channels above a threshold, the mean where there is none. The spectrum is read when it is needed. */
    void peaks(
            @TensorIn("chan") TensorRef<DoubleTensor> power,
            @Nullable Double threshold,
            CallContext call,
            @TensorOut("n") TensorOutput<LongTensor> channels);
}
