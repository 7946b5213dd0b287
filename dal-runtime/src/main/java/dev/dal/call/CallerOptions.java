package dev.dal.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a caller finds its processors and calls them. Immutable; each {@code with…} method returns a changed copy.
 *
 * @param patience how long to wait for processors that fit
 * @param processorPrefix what the prefix of a processor must begin with, 0 to 4 bytes as hexadecimal digits
 * @param deadline how long a call may take before it fails; travels with the call; null for no deadline
 * @param selection which of several processors a call goes to that is no broadcast
 * @param minimumProcessors how many processors must fit, for finding them and for each broadcast
 * @param coalescing whether calls that follow each other at once may share a call object, see {@link #withCoalescing}
 * @param verbose whether to log which processors fit, and why others do not
 */
public record CallerOptions(
        Duration patience,
        String processorPrefix,
        @Nullable Duration deadline,
        ProcessorSelection selection,
        int minimumProcessors,
        boolean coalescing,
        boolean verbose) {

    /** How long an attempt to find a processor takes, for those who count attempts. */
    private static final Duration ATTEMPT = Duration.ofMillis(100);

    private static final CallerOptions DEFAULTS =
            new CallerOptions(Duration.ofSeconds(10), "", null, ProcessorSelection.LOWEST_PREFIX, 1, true, false);

    /**
     * Checks the options.
     *
     * @param patience how long to wait
     * @param processorPrefix beginning of the prefix
     * @param deadline deadline of calls, or null
     * @param selection which of several
     * @param minimumProcessors how many
     * @param coalescing whether calls may share call objects
     * @param verbose whether to log
     * @throws IllegalArgumentException if the number of processors or a duration is negative
     */
    public CallerOptions {
        if (minimumProcessors < 0) {
            throw new IllegalArgumentException(
                    "The least number of processors is 0 or more; found " + minimumProcessors + ".");
        }
        if (patience.isNegative() || (deadline != null && deadline.isNegative())) {
            throw new IllegalArgumentException("Patience and deadline are zero or positive; found " + patience
                    + (deadline == null ? "" : " and " + deadline) + ".");
        }
    }

    /**
     * The options used where none are given: waits 10 s for one processor, any; calls go to the one with the lowest prefix
     * and have no deadline.
     *
     * @return the defaults
     */
    public static CallerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same options with another patience.
     *
     * @param newPatience how long to wait for processors that fit; zero does not wait
     * @return the changed copy
     */
    public CallerOptions withPatience(Duration newPatience) {
        return new CallerOptions(
                newPatience, processorPrefix, deadline, selection, minimumProcessors, coalescing, verbose);
    }

    /**
     * The same options with a patience of so many attempts to find processors, 100 ms each: 100 by default.
     *
     * @param attempts how many, 0 or more
     * @return the changed copy
     */
    public CallerOptions withMaxAttempts(int attempts) {
        return withPatience(ATTEMPT.multipliedBy(attempts));
    }

    /**
     * The same options for processors of some prefix.
     *
     * @param hexPrefix what the prefix must begin with, an even number of up to 8 hexadecimal digits
     * @return the changed copy
     */
    public CallerOptions withProcessorPrefix(String hexPrefix) {
        return new CallerOptions(patience, hexPrefix, deadline, selection, minimumProcessors, coalescing, verbose);
    }

    /**
     * The same options with a deadline that travels with every call.
     *
     * @param newDeadline how long a call may take from when it is made
     * @return the changed copy
     */
    public CallerOptions withDeadline(Duration newDeadline) {
        return new CallerOptions(
                patience, processorPrefix, newDeadline, selection, minimumProcessors, coalescing, verbose);
    }

    /**
     * The same options with another choice among several processors.
     *
     * @param newSelection which of several processors a call goes to
     * @return the changed copy
     */
    public CallerOptions withSelection(ProcessorSelection newSelection) {
        return new CallerOptions(
                patience, processorPrefix, deadline, newSelection, minimumProcessors, coalescing, verbose);
    }

    /**
     * The same options for another number of processors.
     *
     * @param least how many must fit, for finding them and for each broadcast; 0 waits for none before a call needs one
     * @return the changed copy
     */
    public CallerOptions withMinimumProcessors(int least) {
        return new CallerOptions(patience, processorPrefix, deadline, selection, least, coalescing, verbose);
    }

    /**
     * The same options, with or without call objects that are shared. By default calls of one function that follow each
     * other within 200 µs share one, up to 32, where the store has lanes (docs/protocol.md section 8), as long as the function
     * answers within 10 ms and with outputs of at most 8 KiB each; calls with a deadline, with an output that is left out, or with an
     * input that nobody makes yet do not.
     *
     * <p>Each has its own result. But until the last of them is done, what they wrote stays in the store; one that is closed
     * before is run all the same, unless all are; and if there is no room for the input of one, all fail.
     *
     * @param newCoalescing false gives each call a call object of its own
     * @return the changed copy
     */
    public CallerOptions withCoalescing(boolean newCoalescing) {
        return new CallerOptions(
                patience, processorPrefix, deadline, selection, minimumProcessors, newCoalescing, verbose);
    }

    /**
     * The same options, with or without log messages about the processors that come, fit or do not fit, and go.
     *
     * @param newVerbose whether to log them
     * @return the changed copy
     */
    public CallerOptions withVerbose(boolean newVerbose) {
        return new CallerOptions(
                patience, processorPrefix, deadline, selection, minimumProcessors, coalescing, newVerbose);
    }
}
