package dev.dal.connection;

/** The connection was closed, or its store went, while something was waited for or asked for. */
public class ConnectionClosedException extends DalException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message.
     *
     * @param message what was found, what was expected and what to do
     */
    public ConnectionClosedException(String message) {
        super(message);
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message what was found, what was expected and what to do
     * @param cause what went wrong below
     */
    public ConnectionClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
