package dev.dal.samples.soak;

import dev.dal.connection.ErrorKind;
import dev.dal.connection.ProcessingError;
import dev.dal.connection.ProcessingException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became of the operations of a program. Thread-safe. */
final class Tally {

    private static final int MOST_STACKS = 20;

    /** What calls may end with whose processor, or whose input's processor, was killed or stopped. */
    private static final Set<String> RESTARTS =
            Set.of(ErrorKind.CLOSED.wireName(), ErrorKind.PROCESSOR_LOST.wireName(), ErrorKind.INPUT_LOST.wireName());

    private final Map<Operation, Long> succeeded = new TreeMap<>();
    private final Map<String, Long> restarts = new TreeMap<>();
    private long unexpected;
    private Duration longestOverrun = Duration.ZERO;
    private Duration longestWait = Duration.ZERO;

    /** An operation came to the end that it expects. */
    synchronized void succeeded(Operation operation) {
        succeeded.merge(operation, 1L, Long::sum);
    }

    /** An operation failed; that is right only where a processor has gone. */
    synchronized void failed(Operation operation, Throwable failure) {
        if (failure instanceof ProcessingException processing && isByRestart(processing.error())) {
            restarts.merge(processing.kind(), 1L, Long::sum);
            return;
        }
        unexpected++;
        if (unexpected <= MOST_STACKS) {
            System.err.println("Operation " + operation + " failed:");
            failure.printStackTrace();
        }
    }

    private static boolean isByRestart(ProcessingError error) {
        ProcessingError cause = error.cause();
        return RESTARTS.contains(error.kind())
                || (error.is(ErrorKind.INPUT_FAILED) && cause != null && isByRestart(cause));
    }

    /** A wait has taken longer than it was given. */
    synchronized void overrun(Duration by) {
        if (by.compareTo(longestOverrun) > 0) {
            longestOverrun = by;
        }
    }

    /** An answer, a failure or the end of the patience came after so long. */
    synchronized void waited(Duration duration) {
        if (duration.compareTo(longestWait) > 0) {
            longestWait = duration;
        }
    }

    /** Prints the outcome: a line for each operation and each kind of failure, and the figures that have limits. */
    synchronized void print() {
        succeeded.forEach((operation, count) -> System.out.println("succeeded " + operation + ' ' + count));
        restarts.forEach((kind, count) -> System.out.println("restart " + kind + ' ' + count));
        System.out.println("longest wait " + longestWait.toMillis());
        System.out.println("overrun " + longestOverrun.toMillis());
        System.out.println("unexpected " + unexpected);
    }
}
