package dev.dal.store;

/** The store cannot be reached, has gone, or the connection was closed. */
public class StoreConnectionException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message that says what was found and what to do.
     *
     * @param message the message
     */
    public StoreConnectionException(String message) {
        super(message);
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message the message
     * @param cause what went wrong below
     */
    public StoreConnectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
