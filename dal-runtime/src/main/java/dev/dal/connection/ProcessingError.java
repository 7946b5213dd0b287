package dev.dal.connection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an error object says (dal-format.md section 6): how a call failed, where, and because of what.
 *
 * @param kind one of {@link ErrorKind#wireName()}, or another peer's own word
 * @param type class of the exception, in the language of the processor; empty where there was none
 * @param message what happened
 * @param function name of the function that was called
 * @param processor the processor as {@code name@prefix}
 * @param stack remote stack, innermost frame first; may be empty
 * @param cause the error that caused this one, or null
 * @param suppressed further errors
 * @param others keys that this version does not know, with their values as JSON text
 */
public record ProcessingError(
        String kind,
        String type,
        String message,
        String function,
        String processor,
        List<String> stack,
        @Nullable ProcessingError cause,
        List<ProcessingError> suppressed,
        Map<String, String> others) {

    /**
     * Copies the lists.
     *
     * @param kind the kind
     * @param type class of the exception
     * @param message what happened
     * @param function name of the function
     * @param processor the processor
     * @param stack remote stack
     * @param cause the cause, or null
     * @param suppressed further errors
     * @param others unknown keys
     */
    public ProcessingError {
        stack = List.copyOf(stack);
        suppressed = List.copyOf(suppressed);
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /**
     * An error without a remote exception.
     *
     * @param kind the kind
     * @param message what happened
     * @param function name of the function
     * @param processor the processor as {@code name@prefix}
     * @return the error
     */
    public static ProcessingError of(ErrorKind kind, String message, String function, String processor) {
        return new ProcessingError(
                kind.wireName(), "", message, function, processor, List.of(), null, List.of(), Map.of());
    }

    /**
     * The error of a function that threw.
     *
     * @param kind the kind
     * @param thrown what was thrown
     * @param function name of the function
     * @param processor the processor as {@code name@prefix}
     * @return the error with stack, causes and suppressed exceptions
     */
    public static ProcessingError of(ErrorKind kind, Throwable thrown, String function, String processor) {
        return new ThrowableDescription(kind, function, processor).describe(thrown);
    }

    /**
     * The same error with a cause.
     *
     * @param newCause the cause
     * @return the changed copy
     */
    public ProcessingError withCause(ProcessingError newCause) {
        return new ProcessingError(kind, type, message, function, processor, stack, newCause, suppressed, others);
    }

    /**
     * The same error with further errors.
     *
     * @param errors the suppressed errors
     * @return the changed copy
     */
    public ProcessingError withSuppressed(List<ProcessingError> errors) {
        return new ProcessingError(kind, type, message, function, processor, stack, cause, errors, others);
    }

    /**
     * A short form for a store without room: at most 1,000 characters of message and 250 of each name, without stack,
     * cause and suppressed.
     *
     * @return the shortened copy
     */
    public ProcessingError shortened() {
        return new ProcessingError(
                cut(kind, ErrorCodec.SHORT_NAME_LENGTH),
                cut(type, ErrorCodec.SHORT_NAME_LENGTH),
                cut(message, ErrorCodec.SHORT_MESSAGE_LENGTH),
                cut(function, ErrorCodec.SHORT_NAME_LENGTH),
                cut(processor, ErrorCodec.SHORT_NAME_LENGTH),
                List.of(),
                null,
                List.of(),
                Map.of());
    }

    /** The beginning of a text; no character is cut in halves. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /**
     * Whether this error is of the given kind.
     *
     * @param known a kind
     * @return true if it is
     */
    public boolean is(ErrorKind known) {
        return known.wireName().equals(kind);
    }
}
