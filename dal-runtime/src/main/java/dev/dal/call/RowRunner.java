package dev.dal.call;

import dev.dal.connection.Deadline;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.HeldObject;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ProcessingError;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreFullException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs rows: calls the function and publishes its outputs, or writes an error into each (dal-format.md section 3). */
final class RowRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RowRunner.class);

    private final ObjectAccess objects;
    private final NamespaceInfo processor;
    private final ErrorReserve reserve;

    RowRunner(ObjectAccess objects, NamespaceInfo processor, ErrorReserve reserve) {
        this.objects = objects;
        this.processor = processor;
        this.reserve = reserve;
    }

    /** Runs a row and returns what was written for it. */
    List<HeldObject> run(IncomingRow row) {
        List<HeldObject> written = new ArrayList<>();
        ProcessingError problem = problemOf(row);
        if (problem != null) {
            writeErrors(row, row.outputIds(), problem, written);
            return written;
        }
        Invocation call = new Invocation(objects, row);
        try {
            FunctionBinding binding = row.binding();
            Objects.requireNonNull(binding.service()).call(binding.function(), call);
            call.end();
            written.addAll(call.outputs().seal());
            List<ObjectId> missing = call.outputs().missing();
            if (!missing.isEmpty()) {
                writeErrors(
                        row, missing, error(row, ErrorKind.MISSING_OUTPUT, "The function wrote no value."), written);
            }
        } catch (Throwable thrown) {
            call.end();
            call.outputs().abort();
            writeErrors(row, row.outputIds(), describe(row, thrown), written);
            rethrowIfGrave(thrown);
        }
        return written;
    }

    /** Answers a row that is not going to be run. */
    List<HeldObject> refuse(IncomingRow row, ErrorKind kind, String message) {
        List<HeldObject> written = new ArrayList<>();
        writeErrors(row, row.outputIds(), error(row, kind, message), written);
        return written;
    }

    private @Nullable ProcessingError problemOf(IncomingRow row) {
        if (row.rejection() != null) {
            return row.rejection();
        }
        if (row.call().isExpired(Instant.now())) {
            return error(
                    row,
                    ErrorKind.DEADLINE_EXCEEDED,
                    "The deadline " + row.call().deadline() + " passed before the start.");
        }
        return new InputFailures(objects, row.call().layout().function(), processor.label()).of(row.inputs());
    }

    private ProcessingError describe(IncomingRow row, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        ErrorKind kind = ErrorKind.FAILED;
        if (thrown instanceof IncompatibleCallException incompatible) {
            return error(row, ErrorKind.INCOMPATIBLE, String.valueOf(incompatible.getMessage()));
        } else if (thrown instanceof StoreFullException) {
            kind = ErrorKind.STORE_FULL;
        } else if (row.call().isGone()) {
            kind = ErrorKind.CANCELLED;
        }
        return ProcessingError.of(kind, thrown, row.call().layout().function(), processor.label());
    }

    private static void rethrowIfGrave(Throwable thrown) {
        if (thrown instanceof VirtualMachineError grave && !(thrown instanceof StackOverflowError)) {
            throw grave;
        }
    }

    private void writeErrors(IncomingRow row, List<ObjectId> outputs, ProcessingError error, List<HeldObject> written) {
        for (ObjectId id : outputs) {
            HeldObject object = writeError(row, id, error);
            if (object != null) {
                written.add(object);
            }
        }
    }

    private @Nullable HeldObject writeError(IncomingRow row, ObjectId id, ProcessingError error) {
        try {
            return objects.writeError(id, error);
        } catch (StoreFullException full) {
            return writeIntoReserve(row, id, error);
        }
    }

    /** Others may be faster to take the room that the reserve leaves: tries again while anybody waits for the answer. */
    private @Nullable HeldObject writeIntoReserve(IncomingRow row, ObjectId id, ProcessingError error) {
        Deadline deadline = Deadline.after(objects.connection().timeout());
        reserve.release();
        try {
            while (!row.call().isGone() && !deadline.hasPassed()) {
                try {
                    return objects.writeError(id, error.shortened());
                } catch (StoreFullException stillFull) {
                    objects.awaitRoom(deadline);
                }
            }
            LOG.warn(
                    "No room for the error of output {} of '{}': {}",
                    id,
                    row.call().layout().function(),
                    error);
            return null;
        } finally {
            reserve.take();
        }
    }

    private ProcessingError error(IncomingRow row, ErrorKind kind, String message) {
        return ProcessingError.of(kind, message, row.call().layout().function(), processor.label());
    }
}
