package dev.dal.call;

import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.Unsent;
import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.List;

/**
 * A call object for several calls that follow each other at once: each is a row, added until the object is sent. It stays
 * until all of them are done. Guarded by the connection's lock.
 */
final class CoalescedCalls implements Unsent {

    /** So many calls wait for each other's end at most. */
    private static final int MOST_CALLS = 32;

    private final ObjectAccess objects;
    private final CallWriters writers;
    private final int function;
    private final ObjectId id;
    private final NamespaceInfo target;
    private final CallWriter rows;
    private final List<PendingBatch> calls = new ArrayList<>(1);
    private final List<ObjectId> needs;
    /** Length of the call object, or more. */
    private long mostBytes;
    /** Calls that were done before this was sent: it names what they needed all the same. */
    private final List<PendingBatch> kept = new ArrayList<>(0);

    private int undone = 1;
    private boolean sent;

    /**
     * A call object with one call.
     *
     * @param writers gave the call's writer, and takes it back when this was sent
     * @param first the call
     * @param rows its only row, to which those of others are added; now belongs to this
     * @param sizeBytes length of a call object of that row alone
     * @param inputs what it needs
     */
    CoalescedCalls(
            ObjectAccess objects,
            CallWriters writers,
            int function,
            PendingBatch first,
            CallWriter rows,
            long sizeBytes,
            List<ObjectId> inputs) {
        this.objects = objects;
        this.writers = writers;
        this.function = function;
        this.id = first.callId();
        this.target = first.processor();
        this.rows = rows;
        this.mostBytes = sizeBytes;
        this.needs = new ArrayList<>(inputs);
        calls.add(first);
        first.sentWith(this);
    }

    ObjectId id() {
        return id;
    }

    @Override
    public int prefix() {
        return target.prefix();
    }

    /**
     * Whether a call can be added.
     *
     * @param sizeBytes length of a call object of its own
     */
    boolean takes(CallWriters ofWriters, NamespaceInfo ofTarget, int ofFunction, long sizeBytes) {
        return writers == ofWriters
                && function == ofFunction
                && target.equals(ofTarget)
                && rows.rowCount() < MOST_CALLS
                && hasRoomFor(sizeBytes);
    }

    /** A row adds no more to the call object than it takes alone: what it has at least room for is known without laying it out. */
    private boolean hasRoomFor(long sizeBytes) {
        if (mostBytes + sizeBytes > Lane.INLINE_BYTES) {
            mostBytes = rows.sizeBytes();
        }
        return mostBytes + sizeBytes <= Lane.INLINE_BYTES;
    }

    /**
     * Adds a call.
     *
     * @param row its only row, which is copied
     * @param sizeBytes length of a call object of its own
     */
    void add(PendingBatch call, CallWriter row, long sizeBytes) {
        rows.append(row);
        mostBytes += sizeBytes;
        calls.add(call);
        call.sentWith(this);
        undone++;
        List<ObjectId> used = row.usedInputs();
        for (int i = 0; i < used.size(); i++) {
            if (!needs.contains(used.get(i))) {
                needs.add(used.get(i));
            }
        }
        needs.addAll(row.sentInputs());
    }

    @Override
    public void send() {
        if (undone > 0) {
            objects.send(id, needs, rows.toBuffer((int) rows.sizeBytes()));
            sent = true;
            objects.sentToSelf(id);
        }
        for (int i = 0; i < kept.size(); i++) {
            kept.get(i).releaseInputs();
        }
        kept.clear();
        calls.clear();
        writers.giveBack(function, rows);
    }

    @Override
    public void failed(RuntimeException reason) {
        List<PendingBatch> unsent = List.copyOf(calls);
        calls.clear();
        unsent.forEach(call -> call.drop("The call could not be sent: " + reason.getMessage()));
        kept.forEach(PendingBatch::releaseInputs);
        kept.clear();
    }

    /**
     * One of the calls is done.
     *
     * @param call has what it needed released, if need be later
     */
    void oneDone(PendingBatch call) {
        undone--;
        if (undone == 0 && sent) {
            objects.release(id);
        }
        if (sent || calls.isEmpty()) {
            call.releaseInputs();
        } else {
            kept.add(call);
        }
    }
}
