package dev.dal.ipc;

/**
 * Bytes are not in the format they should be in: malformed, cut off, or of a kind that is not supported. The message
 * says what was found and what was expected. All failures of reading messages are of this family.
 */
public class FormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception with a message.
     *
     * @param message what was found and what was expected
     */
    public FormatException(String message) {
        super(message);
    }

    /**
     * An exception with a message and a cause.
     *
     * @param message what was found and what was expected
     * @param cause what went wrong below
     */
    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * The usual form: a subject, what was found and what was expected.
     *
     * @param subject what was looked at, such as "Body length of the Tensor message"
     * @param found the value found; printed
     * @param expected what it should be
     * @return the exception to throw
     */
    public static FormatException of(String subject, Object found, String expected) {
        return new FormatException(subject + ": found " + found + "; expected " + expected + ".");
    }
}
