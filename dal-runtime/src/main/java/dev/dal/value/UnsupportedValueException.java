package dev.dal.value;

/** A value has no form that Java and Python share. Says which class or type it is, and what could be used instead. */
public class UnsupportedValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message that says what was found and what to do.
     *
     * @param message the message
     */
    public UnsupportedValueException(String message) {
        super(message);
    }
}
