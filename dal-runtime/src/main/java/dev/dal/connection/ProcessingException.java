package dev.dal.connection;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A processing function failed, or its call could not be carried out. Says what happened where, with the remote stack
 * and the chain of causes.
 */
public class ProcessingException extends DalException {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ProcessingException.class);

    private final transient ProcessingError error;

    /**
     * The exception for an error that is to be thrown at a reader.
     *
     * @param error the error
     */
    protected ProcessingException(ProcessingError error) {
        super(describe(error));
        this.error = error;
        error.suppressed().forEach(each -> addSuppressed(of(each)));
    }

    /**
     * The exception for an error.
     *
     * @param error what an error object says
     * @return a fresh exception; a {@link ProcessorLostException} where the error is of that kind
     */
    public static ProcessingException of(ProcessingError error) {
        return of(error, ErrorTranslator.NONE);
    }

    /**
     * The exception for an error, with the declared exception of the function as its cause.
     *
     * @param error what an error object says
     * @param errors rebuilds declared exceptions
     * @return a fresh exception; a {@link ProcessorLostException} where the error is of that kind
     */
    public static ProcessingException of(ProcessingError error, ErrorTranslator errors) {
        ProcessingException exception =
                error.is(ErrorKind.PROCESSOR_LOST) ? new ProcessorLostException(error) : new ProcessingException(error);
        Exception declared = error.is(ErrorKind.FAILED) ? declared(error, errors) : null;
        ProcessingException remote = error.cause() == null ? null : of(error.cause(), errors);
        if (declared != null && remote != null) {
            addCause(declared, remote);
        }
        Throwable cause = declared == null ? remote : declared;
        return cause == null ? exception : (ProcessingException) exception.initCause(cause);
    }

    /** The declared exception; its constructor may refuse what the remote one took. */
    private static @Nullable Exception declared(ProcessingError error, ErrorTranslator errors) {
        try {
            return errors.translate(error.type(), error.message());
        } catch (RuntimeException e) {
            LOG.warn("The declared exception {} could not be made again.", error.type(), e);
            return null;
        }
    }

    private static void addCause(Exception declared, ProcessingException remote) {
        try {
            declared.initCause(remote);
        } catch (IllegalStateException hasOneAlready) {
            declared.addSuppressed(remote);
        }
    }

    private static String describe(ProcessingError error) {
        StringBuilder text = new StringBuilder();
        text.append(error.function().isEmpty() ? "A call" : "Function '" + error.function() + "'");
        if (!error.processor().isEmpty()) {
            text.append(" of ").append(error.processor());
        }
        text.append(": ").append(error.kind()).append(": ");
        if (!error.type().isEmpty()) {
            text.append(error.type()).append(": ");
        }
        text.append(error.message());
        error.others()
                .forEach((key, value) ->
                        text.append(" [").append(key).append('=').append(value).append(']'));
        error.stack().stream()
                .limit(3)
                .forEach(frame -> text.append("\n\tremotely at ").append(frame));
        return text.toString();
    }

    /**
     * All that is known of the failure.
     *
     * @return the error
     */
    public ProcessingError error() {
        return error;
    }

    /**
     * The kind of failure.
     *
     * @return one of {@link ErrorKind#wireName()}, or another peer's own word
     */
    public String kind() {
        return error.kind();
    }
}
