package dev.dal.samples.streamer;

import dev.dal.tensor.DoubleTensor;

/** The function that a stream processor serves. */
final class PayloadChecker implements Payloads {

    @Override
    public long check(DoubleTensor payload) {
        return PayloadPattern.checksum(payload);
    }
}
