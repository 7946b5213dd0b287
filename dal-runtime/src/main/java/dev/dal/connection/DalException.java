package dev.dal.connection;

/** The family of this library's exceptions above the store. All are unchecked. */
public class DalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message.
     *
     * @param message what was found, what was expected and what to do
     */
    public DalException(String message) {
        super(message);
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message what was found, what was expected and what to do
     * @param cause what went wrong below
     */
    public DalException(String message, Throwable cause) {
        super(message, cause);
    }
}
