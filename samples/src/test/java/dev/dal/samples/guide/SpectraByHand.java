package dev.dal.samples.guide;

import dev.dal.call.BasicProcessor;
import dev.dal.call.NamedCall;
import dev.dal.call.ProcessorOptions;
import dev.dal.connection.Connection;
import dev.dal.tensor.DoubleTensor;
import dev.dal.tensor.LongTensor;
import java.util.stream.LongStream;

/** The same functions by their schemas: what docs/guide/processors.md shows of {@link BasicProcessor}. */
final class SpectraByHand extends BasicProcessor {

    SpectraByHand(Connection connection) {
        super(connection, SpectraSchemas.ALL, ProcessorOptions.defaults());
        on("peaks", SpectraByHand::peaks);
    }

    private static void peaks(NamedCall call) {
        DoubleTensor power = call.tensorParameter("power", DoubleTensor.TYPE);
        Double threshold = call.parameter("threshold", Double.class, true); // null is allowed
        double least = threshold == null ? 0 : threshold;
        long[] channels = LongStream.range(0, power.shape().length(0))
                .filter(i -> power.get(i) > least)
                .toArray();
        call.outputTensor("channels", LongTensor.of(channels)); // copied; or written in place:
        // call.outputTensor("channels", LongTensor.TYPE, channels.length)
    }
}
