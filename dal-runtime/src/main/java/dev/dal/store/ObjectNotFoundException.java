package dev.dal.store;

/** There is no object of this id, or this client does not hold it. */
public class ObjectNotFoundException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message that says what was found and what to do.
     *
     * @param message the message
     */
    public ObjectNotFoundException(String message) {
        super(message);
    }
}
