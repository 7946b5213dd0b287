package dev.dal.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a caller finds its processor and calls it. Immutable; each {@code with…} method returns a changed copy.
 *
 * @param patience how long to wait for a processor that fits
 * @param processorPrefix what the prefix of the processor must begin with, 0 to 4 bytes as hexadecimal digits
 * @param deadline how long a call may take before it fails; travels with the call; null for no deadline
 */
public record CallerOptions(
        Duration patience, String processorPrefix, @Nullable Duration deadline) {

    private static final CallerOptions DEFAULTS = new CallerOptions(Duration.ofSeconds(10), "", null);

    /**
     * The options used where none are given: waits 10 s for any processor; calls have no deadline.
     *
     * @return the defaults
     */
    public static CallerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same options with another patience.
     *
     * @param newPatience how long to wait for a processor that fits; zero does not wait
     * @return the changed copy
     */
    public CallerOptions withPatience(Duration newPatience) {
        return new CallerOptions(newPatience, processorPrefix, deadline);
    }

    /**
     * The same options for processors of some prefix.
     *
     * @param hexPrefix what the prefix must begin with, an even number of up to 8 hexadecimal digits
     * @return the changed copy
     */
    public CallerOptions withProcessorPrefix(String hexPrefix) {
        return new CallerOptions(patience, hexPrefix, deadline);
    }

    /**
     * The same options with a deadline that travels with every call.
     *
     * @param newDeadline how long a call may take from when it is made
     * @return the changed copy
     */
    public CallerOptions withDeadline(Duration newDeadline) {
        return new CallerOptions(patience, processorPrefix, newDeadline);
    }
}
