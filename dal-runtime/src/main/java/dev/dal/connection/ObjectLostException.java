package dev.dal.connection;

/** An object that somebody waits for can no longer come, or went before it could be read. */
public class ObjectLostException extends DalException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message.
     *
     * @param message what was found, what was expected and what to do
     */
    public ObjectLostException(String message) {
        super(message);
    }
}
