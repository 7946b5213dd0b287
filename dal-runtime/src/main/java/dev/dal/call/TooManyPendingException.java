package dev.dal.call;

import dev.dal.connection.DalException;
import dev.dal.connection.NamespaceInfo;

/** A broadcast was not made because at one of its processors as many calls are pending as may be. */
public final class TooManyPendingException extends DalException {

    private static final long serialVersionUID = 1L;

    /** Of the processor. */
    private final int prefix;

    TooManyPendingException(String function, NamespaceInfo processor, int most) {
        super("The broadcast of '" + function + "' was not made: at " + processor.label() + " " + most
                + " calls are pending, which is the most that may be. Wait for results, allow more, or let the oldest be"
                + " dropped.");
        this.prefix = processor.prefix();
    }

    /**
     * The processor.
     *
     * @return prefix of its namespace
     */
    public int processorPrefix() {
        return prefix;
    }
}
