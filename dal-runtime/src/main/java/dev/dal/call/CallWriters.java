package dev.dal.call;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The writers of a caller's functions. Two are kept of each for the next calls, one of which may wait to be sent: to make one
 * is to encode the schema, which takes longer than to write a call. Thread-safe.
 */
final class CallWriters {

    /** The memory of writers of more rows is not kept. */
    private static final int MOST_KEPT_ROWS = 1 << 14;

    private final List<CallLayout> functions;
    private final boolean withDeadline;
    private final AtomicReferenceArray<@Nullable CallWriter> free;

    CallWriters(List<CallLayout> functions, boolean withDeadline) {
        this.functions = functions;
        this.withDeadline = withDeadline;
        this.free = new AtomicReferenceArray<>(2 * functions.size());
    }

    int functionCount() {
        return functions.size();
    }

    /** A writer that nobody else has, for calls to the owner of the given epoch. */
    CallWriter take(int function, int rows, int epoch) {
        CallWriter kept = free.getAndSet(function, null);
        if (kept == null) {
            kept = free.getAndSet(functions.size() + function, null);
        }
        CallWriter writer = kept == null ? new CallWriter(functions.get(function), withDeadline) : kept;
        writer.begin(rows, epoch);
        return writer;
    }

    /** Takes a writer back that is not used any more. */
    void giveBack(int function, CallWriter writer) {
        if (writer.rowCount() <= MOST_KEPT_ROWS) {
            if (!free.compareAndSet(function, null, writer)) {
                free.set(functions.size() + function, writer);
            }
        }
    }
}
