package dev.dal.store;

/** An object of this id is in the store already, sealed or not. */
public class ObjectExistsException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message that says what was found and what to do.
     *
     * @param message the message
     */
    public ObjectExistsException(String message) {
        super(message);
    }
}
