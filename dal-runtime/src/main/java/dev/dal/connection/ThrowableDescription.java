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
        return thrown instanceof ProcessingException remote ? describe(remote, remote.error(), 0) : describe(thrown, 0);
    }

    private ProcessingError describe(Throwable thrown, int depth) {
        return describe(thrown, describeCause(thrown.getCause(), depth + 1), depth);
    }

    private ProcessingError describe(Throwable thrown, @Nullable ProcessingError cause, int depth) {
        String message = thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
        List<String> stack = Arrays.stream(thrown.getStackTrace())
                .map(StackTraceElement::toString)
                .toList();
        List<ProcessingError> suppressed = Arrays.stream(thrown.getSuppressed())
                .filter(each -> depth < ErrorCodec.DEEPEST_CAUSE && seen.add(each))
                .map(each -> describeOther(each, depth + 1))
                .toList();
        return new ProcessingError(
                kind.wireName(),
                thrown.getClass().getName(),
                message,
                function,
                processor,
                stack,
                cause,
                suppressed,
                Map.of());
    }

    private @Nullable ProcessingError describeCause(@Nullable Throwable cause, int depth) {
        return cause == null || depth > ErrorCodec.DEEPEST_CAUSE || !seen.add(cause)
                ? null
                : describeOther(cause, depth);
    }

    /** A cause, or what was suppressed; what another processor said of itself stays as it is. */
    private ProcessingError describeOther(Throwable thrown, int depth) {
        return thrown instanceof ProcessingException remote ? remote.error() : describe(thrown, depth);
    }
}
