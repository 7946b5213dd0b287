package dev.dal.cli;

/** A command cannot do what it was asked for; the text tells the user what was found, what is expected and what to do. */
final class CommandFailure extends Exception {

    /** The exit code of the original store when it refuses its flags. */
    static final int REFUSED = 1;

    /**
     * What a shell shows when the original store fails a check of its own and aborts. Scripts that ask for it find it here,
     * although nothing is aborted.
     */
    static final int ABORTED = 134;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
