package dev.dal.connection;

/** The waiting thread was interrupted. Its interrupt flag is set again. */
public class DalInterruptedException extends DalException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message and a cause.
     *
     * @param message what was found, what was expected and what to do
     * @param cause what went wrong below
     */
    public DalInterruptedException(String message, Throwable cause) {
        super(message, cause);
    }
}
