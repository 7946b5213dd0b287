package dev.dal.store;

/**
 * The thread was interrupted while it waited for objects or events. Its interrupt status is set; the client goes on
 * working.
 */
public class StoreInterruptedException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message that says what was waited for.
     *
     * @param message the message
     */
    public StoreInterruptedException(String message) {
        super(message);
    }
}
