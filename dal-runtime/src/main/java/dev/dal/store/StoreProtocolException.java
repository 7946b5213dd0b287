package dev.dal.store;

/** The peer sent bytes that are not the protocol; the connection is of no further use. */
public class StoreProtocolException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message that says what was found and what to do.
     *
     * @param message the message
     */
    public StoreProtocolException(String message) {
        super(message);
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message the message
     * @param cause what went wrong below
     */
    public StoreProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
