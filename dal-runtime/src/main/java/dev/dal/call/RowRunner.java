package dev.dal.call;

import dev.dal.connection.DalInterruptedException;
import dev.dal.connection.Deadline;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.HeldObject;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ProcessingError;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreException;
import dev.dal.store.StoreFullException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs rows: calls the function and publishes its outputs, or writes an error into each (dal-format.md section 3). */
final class RowRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RowRunner.class);

    private final ObjectAccess objects;
    private final NamespaceInfo processor;
    private final ErrorReserve reserve;
    private volatile boolean ended;
    /** For one row after another. */
    private final AtomicReference<@Nullable DimensionBindings> spareBindings = new AtomicReference<>();

    RowRunner(ObjectAccess objects, NamespaceInfo processor, ErrorReserve reserve) {
        this.objects = objects;
        this.processor = processor;
        this.reserve = reserve;
    }

    /**
     * Runs a row.
     *
     * @param written receives the hold on each object that was written for it, also where this fails
     * @return what the function has thrown, or null
     */
    @Nullable
    Throwable run(IncomingRow row, List<HeldObject> written) {
        ProcessingError problem = problemOf(row);
        if (problem != null) {
            writeErrors(row, row.outputIds(), problem, roomDeadline(), written);
            return null;
        }
        DimensionBindings kept = spareBindings.getAndSet(null);
        DimensionBindings bindings = kept == null ? new DimensionBindings() : kept;
        Invocation call = new Invocation(objects, row, bindings);
        try {
            FunctionBinding binding = row.binding();
            Objects.requireNonNull(binding.service()).call(binding.function(), call);
            call.end();
            call.outputs().seal(written);
            List<ObjectId> missing = call.outputs().missing();
            if (!missing.isEmpty()) {
                ProcessingError error = error(row, ErrorKind.MISSING_OUTPUT, "The function wrote no value.");
                writeErrors(row, missing, error, roomDeadline(), written);
            }
            return null;
        } catch (Throwable thrown) {
            call.end();
            call.outputs().abort();
            writeErrors(row, row.outputIds(), describe(row, thrown), roomDeadline(), written);
            rethrowIfGrave(thrown);
            return thrown;
        } finally {
            bindings.clear();
            spareBindings.setRelease(bindings);
        }
    }

    /** The processor ends. A function that is still at work and fails has not been cancelled, but lost its processor. */
    void end() {
        ended = true;
    }

    /** Until when to wait for room for an error. */
    private Deadline roomDeadline() {
        return Deadline.after(objects.connection().timeout());
    }

    /**
     * Answers a row that is not going to be run.
     *
     * @param deadline until when to wait for room
     * @param written receives the hold on each error object
     */
    void refuse(IncomingRow row, ErrorKind kind, String message, Deadline deadline, List<HeldObject> written) {
        writeErrors(row, row.outputIds(), error(row, kind, message), deadline, written);
    }

    /**
     * An output that was made is not there, for lack of room: says so, in the room that is kept for that.
     *
     * @param answered takes the hold on what says so
     */
    void answerFull(ObjectId id, StoreException reason, Consumer<HeldObject> answered) {
        ProcessingError error =
                ProcessingError.of(ErrorKind.STORE_FULL, String.valueOf(reason.getMessage()), "", processor.label());
        reserve.release();
        try {
            HeldObject written = objects.writeError(id, error);
            if (written != null) {
                objects.sentToSelf(id);
                answered.accept(written);
            }
        } catch (StoreFullException stillFull) {
            LOG.warn("No room for the error of output {}: {}", id, stillFull.getMessage());
        } finally {
            reserve.take();
        }
    }

    private @Nullable ProcessingError problemOf(IncomingRow row) {
        if (row.rejection() != null) {
            return row.rejection();
        }
        if (row.call().deadline() != null && row.call().isExpired(Instant.now())) {
            return error(
                    row,
                    ErrorKind.DEADLINE_EXCEEDED,
                    "The deadline " + row.call().deadline() + " passed before the start.");
        }
        return InputFailures.isFailureAmong(row.inputs())
                ? new InputFailures(objects, row.call().layout().function(), processor.label()).of(row.inputs())
                : null;
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
            kind = ended ? ErrorKind.PROCESSOR_LOST : ErrorKind.CANCELLED;
        } else if (row.call().deadline() != null && row.call().isExpired(Instant.now())) {
            kind = ErrorKind.DEADLINE_EXCEEDED;
        }
        try {
            return ProcessingError.of(kind, thrown, row.call().layout().function(), processor.label());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn(
                    "A failure of '{}' cannot be described.",
                    row.call().layout().function(),
                    e);
            return error(row, kind, thrown.getClass().getName() + ", which cannot be described: " + e);
        }
    }

    private static void rethrowIfGrave(Throwable thrown) {
        if (thrown instanceof VirtualMachineError grave && !(thrown instanceof StackOverflowError)) {
            throw grave;
        }
    }

    private void writeErrors(
            IncomingRow row,
            List<ObjectId> outputs,
            ProcessingError error,
            Deadline deadline,
            List<HeldObject> written) {
        for (ObjectId id : outputs) {
            HeldObject object = writeError(row, id, error, deadline);
            if (object != null) {
                written.add(object);
            }
        }
    }

    private @Nullable HeldObject writeError(IncomingRow row, ObjectId id, ProcessingError error, Deadline deadline) {
        try {
            return objects.writeError(id, error);
        } catch (StoreFullException full) {
            return writeIntoReserve(row, id, error.shortened(), deadline);
        }
    }

    /**
     * Others may be faster to take the room that the reserve leaves, or take the reserve anew: tries again while anybody
     * waits for the answer. An interrupt does not leave a caller without one.
     */
    private @Nullable HeldObject writeIntoReserve(
            IncomingRow row, ObjectId id, ProcessingError error, Deadline deadline) {
        boolean interrupted = Thread.interrupted();
        try {
            do {
                reserve.release();
                try {
                    return objects.writeError(id, error);
                } catch (StoreFullException stillFull) {
                    interrupted |= awaitRoom(deadline);
                }
            } while (!row.call().isGone() && !deadline.hasPassed());
            LOG.warn(
                    "No room for the error of output {} of '{}': {}",
                    id,
                    row.call().layout().function(),
                    error);
            return null;
        } finally {
            reserve.take();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for room; whether the thread was interrupted, whose flag is clear then. */
    private boolean awaitRoom(Deadline deadline) {
        try {
            objects.awaitRoom(deadline);
            return false;
        } catch (DalInterruptedException e) {
            return Thread.interrupted();
        }
    }

    private ProcessingError error(IncomingRow row, ErrorKind kind, String message) {
        return ProcessingError.of(kind, message, row.call().layout().function(), processor.label());
    }
}
