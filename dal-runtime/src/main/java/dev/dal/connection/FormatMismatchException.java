package dev.dal.connection;

/** An object in the store is not what its reader expects: another format, element type, rank or length. */
public class FormatMismatchException extends DalException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message.
     *
     * @param message what was found, what was expected and what to do
     */
    public FormatMismatchException(String message) {
        super(message);
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message what was found, what was expected and what to do
     * @param cause what went wrong below
     */
    public FormatMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
