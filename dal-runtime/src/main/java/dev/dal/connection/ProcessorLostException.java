package dev.dal.connection;

/** The processor of a call ended without answering it. */
public class ProcessorLostException extends ProcessingException {

    private static final long serialVersionUID = 1L;

    /**
     * The exception for an error of the kind {@link ErrorKind#PROCESSOR_LOST}.
     *
     * @param error the error
     */
    protected ProcessorLostException(ProcessingError error) {
        super(error);
    }
}
