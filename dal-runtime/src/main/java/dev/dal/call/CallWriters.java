package dev.dal.call;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The writers of a caller's functions. Some are kept of each for the next calls: to make one is to encode the schema, which
 * takes longer than to write a call. Thread-safe.
 */
final class CallWriters {

    /** The memory of writers of more rows is not kept. */
    private static final int MOST_KEPT_ROWS = 1 << 14;

    /** So many writers of a function are kept: as many call objects may wait to be sent. */
    private static final int MOST_KEPT = 8;

    /** Of those that had more rows once, and have the memory for them, fewer are kept. */
    private static final int FEW_ROWS = 64;

    private static final int MOST_KEPT_LONG = 2;

    private final List<CallLayout> functions;
    private final boolean withDeadline;
    private final AtomicReferenceArray<@Nullable CallWriter> free;

    CallWriters(List<CallLayout> functions, boolean withDeadline) {
        this.functions = functions;
        this.withDeadline = withDeadline;
        this.free = new AtomicReferenceArray<>(MOST_KEPT * functions.size());
    }

    int functionCount() {
        return functions.size();
    }

    /** A writer that nobody else has, for calls to the owner of the given epoch. */
    CallWriter take(int function, int rows, int epoch) {
        CallWriter kept = null;
        for (int place = MOST_KEPT * function; kept == null && place < MOST_KEPT * (function + 1); place++) {
            kept = free.get(place) == null ? null : free.getAndSet(place, null);
        }
        CallWriter writer = kept == null ? new CallWriter(functions.get(function), withDeadline) : kept;
        writer.begin(rows, epoch);
        return writer;
    }

    /** Takes a writer back that is not used any more. */
    void giveBack(int function, CallWriter writer) {
        if (writer.rowCount() > MOST_KEPT_ROWS) {
            return;
        }
        int first = MOST_KEPT * function;
        int end = first + (writer.mostRows() > FEW_ROWS ? MOST_KEPT_LONG : MOST_KEPT);
        for (int place = first; place < end; place++) {
            if (free.get(place) == null && free.compareAndSet(place, null, writer)) {
                return;
            }
        }
    }
}
