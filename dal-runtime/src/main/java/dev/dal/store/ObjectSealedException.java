package dev.dal.store;

/** The object is sealed already and can no longer be written, sealed or aborted. */
public class ObjectSealedException extends StoreException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message that says what was found and what to do.
     *
     * @param message the message
     */
    public ObjectSealedException(String message) {
        super(message);
    }
}
