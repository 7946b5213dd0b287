package dev.dal.samples.streamer;

import java.time.Duration;
import java.util.Locale;

/**
 * What was streamed.
 *
 * @param payloads number of payloads that were checked and found right
 * @param size size of each
 * @param elapsed how long it took
 */
record StreamFigures(long payloads, PayloadSize size, Duration elapsed) {

    /** Speed in 10⁹ bytes per second. */
    double gigabytesPerSecond() {
        return payloads * size.bytes() / (double) Math.max(1, elapsed.toNanos());
    }

    /** As in {@code 123 payloads of 80.0 MB verified, 2.5 GB/s}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d payloads of %s verified, %.1f GB/s", payloads, size, gigabytesPerSecond());
    }
}
