package dev.dal.samples.guide;

import dev.dal.call.CallContext;
import dev.dal.connection.TensorRef;
import dev.dal.tensor.Complex128Tensor;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.TensorOutput;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What docs/guide/processors.md serves. */
class SpectraImplementation implements Spectra {

    @Override
    public void power(Complex128Tensor voltages, DoubleTensor power) {
        for (long i = 0; i < power.shape().length(0); i++) {
            double re = voltages.re(i);
            double im = voltages.im(i);
            power.set(i, re * re + im * im);
        }
    }

    @Override
    public void peaks(
            TensorRef<DoubleTensor> power,
            @Nullable Double threshold,
            CallContext call,
            TensorOutput<LongTensor> channels) {
        double[] values = power.get().toArray();
        double least = threshold != null ? threshold : mean(values);
        if (call.isCancelled()) {
            throw new CancellationException("Nobody wants the peaks any more.");
        }
        channels.put(LongTensor.of(LongStream.range(0, values.length)
                .filter(i -> values[(int) i] > least)
                .toArray()));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
