package dev.dal.call;

import dev.dal.connection.DalException;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.FormatMismatchException;
import dev.dal.connection.HeldObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectSlot;
import dev.dal.connection.ProcessingError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a row cannot run: an input is an error object, of an unknown kind, or lost (dal-format.md section 3). */
final class InputFailures {

    private final ObjectAccess objects;
    private final String function;
    private final String processor;

    InputFailures(ObjectAccess objects, String function, String processor) {
        this.objects = objects;
        this.function = function;
        this.processor = processor;
    }

    /** Whether an input keeps its row from running. Objects with metadata are errors, or of a kind nobody can read. */
    static boolean isFailure(ObjectSlot slot) {
        HeldObject held = slot.held();
        return held == null ? slot.failure() != null : held.metadata().length() > 0;
    }

    /** The error of a row, or null if all its inputs can be read. */
    @Nullable
    ProcessingError of(List<ObjectSlot> inputs) {
        return isFailureAmong(inputs) ? describe(inputs) : null;
    }

    /** Whether there is one. */
    static boolean isFailureAmong(List<ObjectSlot> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            if (isFailure(inputs.get(i))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable ProcessingError describe(List<ObjectSlot> inputs) {
        List<ProcessingError> causes = new ArrayList<>();
        for (ObjectSlot slot : inputs) {
            DalException lost = slot.failure();
            if (lost != null) {
                return ProcessingError.of(ErrorKind.INPUT_LOST, String.valueOf(lost.getMessage()), function, processor);
            }
            HeldObject held = slot.held();
            if (held != null && held.metadata().length() > 0) {
                try {
                    ProcessingError error = objects.errorOf(held);
                    if (error != null) {
                        causes.add(error);
                    }
                } catch (FormatMismatchException e) {
                    return ProcessingError.of(
                            ErrorKind.INCOMPATIBLE, "Input " + slot.id() + ": " + e.getMessage(), function, processor);
                }
            }
        }
        if (causes.isEmpty()) {
            return null;
        }
        return ProcessingError.of(ErrorKind.INPUT_FAILED, "An input of the call is an error.", function, processor)
                .withCause(causes.get(0))
                .withSuppressed(causes.subList(1, causes.size()));
    }
}
