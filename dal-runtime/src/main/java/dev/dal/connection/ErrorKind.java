package dev.dal.connection;

/** The kinds of error that dal-format.md section 6 defines; error objects may carry others. */
public enum ErrorKind {
    /** The processor has no such function. */
    UNKNOWN_FUNCTION("UnknownFunction"),
    /** The call does not fit the declaration; found before the function ran. */
    INCOMPATIBLE("Incompatible"),
    /** An input of the call is an error itself. */
    INPUT_FAILED("InputFailed"),
    /** The function threw, or wrote an output that does not fit its declaration. */
    FAILED("Failed"),
    /** The function returned without writing an output. */
    MISSING_OUTPUT("MissingOutput"),
    /** The processor ended in good order before the call was started. */
    CLOSED("Closed"),
    /** The processor ended without an answer. */
    PROCESSOR_LOST("ProcessorLost"),
    /** An input can no longer come. */
    INPUT_LOST("InputLost"),
    /** The function noticed that its call was cancelled and gave up. */
    CANCELLED("Cancelled"),
    /** The deadline of the call passed. */
    DEADLINE_EXCEEDED("DeadlineExceeded"),
    /** The store had no room for an output. */
    STORE_FULL("StoreFull");

    private final String wireName;

    ErrorKind(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The name of the kind in error objects.
     *
     * @return the value of the key {@code kind}
     */
    public String wireName() {
        return wireName;
    }
}
