package dev.dal.call;

import dev.dal.connection.HeldObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectSlot;
import dev.dal.ipc.RecordBatchReader;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call object at its processor: the rows, and what was written for them. Mutable state is guarded by the
 * connection's lock.
 */
final class IncomingCall {

    /** The earliest deadline first; for calls that have one. No two calls are equal. */
    static final Comparator<IncomingCall> BY_DEADLINE = Comparator.<IncomingCall, Instant>comparing(
                    call -> call.deadline == null ? Instant.MAX : call.deadline)
            .thenComparingLong(call -> call.arrival);

    private static final Pattern DEADLINE_FORM = Pattern.compile("[0-9]{" + Nanoseconds.DIGITS + "}");

    private final CallKind kind;
    private final @Nullable CallTemplate template;
    private final @Nullable Region memory;
    private ObjectId id;
    private long arrival;
    private @Nullable String deadlineText;
    private @Nullable Instant deadline;
    private final List<IncomingRow> rows = new ArrayList<>();

    private final KeptOutputs outputs = new KeptOutputs();
    private int unfinishedRows;
    private volatile boolean gone;

    /**
     * A call.
     *
     * @param arrival which call this is, counted by the processor
     * @param deadline until when its rows must have started, as the call has it
     * @param batches the rows; their memory stays as long as the call is in use
     */
    IncomingCall(ObjectId id, long arrival, CallKind kind, @Nullable String deadline, List<RecordBatchReader> batches) {
        this(id, arrival, kind, deadline, batches, null, null);
    }

    /**
     * A call that is going to stand for others after this one.
     *
     * @param template takes it back
     * @param memory where the rows lie
     */
    IncomingCall(
            ObjectId id,
            long arrival,
            CallKind kind,
            @Nullable String deadline,
            List<RecordBatchReader> batches,
            @Nullable CallTemplate template,
            @Nullable Region memory) {
        this.id = id;
        this.arrival = arrival;
        this.kind = kind;
        this.template = template;
        this.memory = memory;
        this.deadlineText = deadline;
        this.deadline = deadline == null ? null : deadline(deadline);
        for (RecordBatchReader batch : batches) {
            for (int row = 0; row < batch.rowCount(); row++) {
                rows.add(new IncomingRow(this, batch, row, rows.size()));
            }
        }
        this.unfinishedRows = rows.size();
    }

    /** Stands for another call, whose rows have been written over those of the former one. */
    void begin(ObjectId newId, long newArrival, @Nullable String newDeadline) {
        id = newId;
        arrival = newArrival;
        deadlineText = newDeadline;
        deadline = newDeadline == null ? null : deadline(newDeadline);
        unfinishedRows = rows.size();
        gone = false;
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).begin();
        }
    }

    /** Where the rows lie, if this may stand for other calls; else null. */
    @Nullable
    Region memory() {
        return memory;
    }

    /**
     * Under the lock: lets another call have what this one is made of, once nobody needs it. Rows that had to wait at a gate
     * may still be in its queue.
     */
    void giveBackIfUnused() {
        if (template != null && gone && isFinished() && kind.binding().gate() == null) {
            template.giveBack(this);
        }
    }

    private static Instant deadline(String text) {
        if (!DEADLINE_FORM.matcher(text).matches()) {
            return Instant.MIN;
        }
        try {
            return Nanoseconds.toInstant(Long.parseLong(text));
        } catch (NumberFormatException beyondRange) {
            return Instant.MIN;
        }
    }

    ObjectId id() {
        return id;
    }

    long arrival() {
        return arrival;
    }

    CallKind kind() {
        return kind;
    }

    CallLayout layout() {
        return kind.layout();
    }

    List<IncomingRow> rows() {
        return rows;
    }

    /** When the rows must have started; null for no deadline, {@link Instant#MIN} if it cannot be read. */
    @Nullable
    Instant deadline() {
        return deadline;
    }

    /** What stands for the deadline and cannot be read, or null. */
    @Nullable
    String unreadableDeadline() {
        return Instant.MIN.equals(deadline) ? deadlineText : null;
    }

    boolean isExpired(Instant now) {
        return deadline != null && now.isAfter(deadline);
    }

    /** Whether the call object was deleted: nobody waits for the outputs any more. */
    boolean isGone() {
        return gone;
    }

    /** Under the lock: keeps what was written until the call object is deleted, or gives it up if it was. */
    void keep(HeldObject output) {
        if (gone) {
            output.close();
        } else {
            outputs.add(output);
        }
    }

    /** Under the lock: whether an output is kept. */
    boolean keeps(ObjectId output) {
        return outputs.contains(output);
    }

    /** Under the lock: a row is done. */
    void finished() {
        unfinishedRows--;
    }

    /** Under the lock: whether all rows are done. */
    boolean isFinished() {
        return unfinishedRows == 0;
    }

    /** Whether somebody may be waiting for what the rows write. */
    boolean hasOutputs() {
        return !layout().outputs().isEmpty();
    }

    /** Under the lock: the call object was deleted. Returns the inputs that rows still wait for. */
    List<ObjectSlot> release(ObjectAccess objects) {
        gone = true;
        outputs.release(objects);
        if (isFinished()) {
            return List.of();
        }
        List<ObjectSlot> inputs = new ArrayList<>();
        for (IncomingRow row : rows) {
            row.dropIfWaiting(inputs);
        }
        return inputs;
    }
}
