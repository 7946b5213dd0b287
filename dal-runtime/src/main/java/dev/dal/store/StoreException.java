package dev.dal.store;

/** A store refused a request or could not be reached. All exceptions of the store are of this family. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message that says what was found and what to do.
     *
     * @param message the message
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message the message
     * @param cause what went wrong below
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
