package dev.dal.store.core;

/** A segment of the wanted size cannot be had. The request that needed it is answered with OutOfMemory. */
public class SegmentRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message why, with numbers
     */
    public SegmentRefusedException(String message) {
        super(message);
    }

    /**
     * A refusal with what caused it.
     *
     * @param message why, with numbers
     * @param cause what went wrong below
     */
    public SegmentRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
