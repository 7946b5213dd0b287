package dev.dal.samples.soak;

/** What {@link Work#refuse} throws. */
public class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The exception with the reason as its message. */
    public RefusedException(String message) {
        super(message);
    }
}
