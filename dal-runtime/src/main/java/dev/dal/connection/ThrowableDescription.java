package dev.dal.connection;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns an exception into the errors of dal-format.md section 6, following causes once each. */
final class ThrowableDescription {

    private final ErrorKind kind;
    private final String function;
    private final String processor;
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    ThrowableDescription(ErrorKind kind, String function, String processor) {
        this.kind = kind;
        this.function = function;
        this.processor = processor;
    }

    ProcessingError describe(Throwable thrown) {
        seen.add(thrown);
        if (thrown instanceof ProcessingException remote) {
            return remote.error();
        }
        String message = thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
        List<String> stack = Arrays.stream(thrown.getStackTrace())
                .map(StackTraceElement::toString)
                .toList();
        List<ProcessingError> suppressed = Arrays.stream(thrown.getSuppressed())
                .filter(seen::add)
                .map(this::describe)
                .toList();
        return new ProcessingError(
                kind.wireName(),
                thrown.getClass().getName(),
                message,
                function,
                processor,
                stack,
                describeCause(thrown.getCause()),
                suppressed,
                Map.of());
    }

    private @Nullable ProcessingError describeCause(@Nullable Throwable cause) {
        return cause == null || seen.contains(cause) ? null : describe(cause);
    }
}
