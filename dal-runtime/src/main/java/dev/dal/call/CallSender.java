package dev.dal.call;

import dev.dal.connection.HeldObject;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.NewObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.OpenHandles;
import dev.dal.connection.Store;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the call objects of a caller: every call goes through here. Thread-safe. */
final class CallSender {

    private final Store store;
    private final ObjectAccess objects;
    private final CallWriters writers;
    private final PendingBatches pending;
    private final OpenHandles openResults;
    private final @Nullable Duration deadline;
    private final boolean coalescing;
    /** Of each function. */
    private final CallPace[] paces;
    /** What is done for a call that is no broadcast, made once. */
    private final Consumer<PendingBatch> whenDone;

    /**
     * A sender.
     *
     * @param writers writers with deadlines if there is one
     * @param pending told of the calls
     * @param openResults receives the handles of all outputs
     * @param options whether calls have a deadline, and may share call objects
     */
    CallSender(
            Store store, CallWriters writers, PendingBatches pending, OpenHandles openResults, CallerOptions options) {
        this.store = store;
        this.objects = store.connection().objects();
        this.writers = writers;
        this.pending = pending;
        this.openResults = openResults;
        this.deadline = options.deadline();
        this.coalescing = options.coalescing() && deadline == null;
        this.whenDone = pending::remove;
        this.paces = new CallPace[writers.functionCount()];
        Arrays.setAll(paces, function -> new CallPace(System::nanoTime));
    }

    /** Sends calls of one function to a processor, in one call object. */
    <C> CallHandles send(NamespaceInfo target, int function, List<C> calls, RowWriter<C> writer) {
        CallWriter rows = begin(target.epoch(), function, calls.size());
        try {
            for (C arguments : calls) {
                rows.nextRow();
                writer.write(arguments, rows);
            }
            List<ObjectId> needs = rows.resolveInputs(store, true);
            return new CallHandles(send(target, rows, needs, null, whenDone, batch -> {}), openResults);
        } finally {
            end(function, rows);
        }
    }

    /** Sends a call to a processor. */
    <C> CallHandles send(NamespaceInfo target, int function, C call, RowWriter<C> writer) {
        CallWriter rows = begin(target.epoch(), function, 1);
        PendingBatch coalesced = null;
        PendingBatch sent;
        try {
            rows.nextRow();
            writer.write(call, rows);
            List<ObjectId> needs = rows.resolveInputs(store, true);
            if (mayBeCoalesced(rows)) {
                coalesced = coalesce(target, function, rows, needs);
            }
            sent = coalesced == null ? send(target, rows, needs, paces[function], whenDone, batch -> {}) : coalesced;
        } finally {
            if (coalesced == null) {
                end(function, rows);
            }
        }
        if (coalesced != null) {
            objects.flushSoon();
        }
        return new CallHandles(sent, openResults); // in one place: who leaks results is told of by where they were made
    }

    /** Whether a call can be a row of a call object with others, as far as itself goes. */
    private boolean mayBeCoalesced(CallWriter rows) {
        return coalescing && rows.canAppend() && !rows.leavesOut();
    }

    /**
     * Makes a call a row of a call object that is going to be sent, if others are under way that it can share it with.
     *
     * @param rows the call; if that succeeds, it has been taken over, and must not be touched any more
     * @return the call; null if it has to have its own call object
     */
    private @Nullable PendingBatch coalesce(NamespaceInfo target, int function, CallWriter rows, List<ObjectId> needs) {
        CallPace pace = paces[function];
        objects.lock().lock();
        try {
            if (!pace.allowsSharing() || !objects.arePromised(rows.usedInputs())) {
                return null;
            }
            long sizeBytes = rows.sizeBytes();
            CoalescedCalls unsent = unsent(target, function, sizeBytes);
            if (unsent == null && !mayBegin(pace, sizeBytes)) {
                return null;
            }
            ObjectId id = unsent == null ? store.namespace().nextIdIn(target.prefix()) : unsent.id();
            PendingBatch batch = new PendingBatch(objects, id, rows, target, store.namespace(), pace, whenDone);
            try {
                rows.closePut(objects);
                addTo(unsent, batch, rows, sizeBytes, needs, function);
                return batch;
            } catch (RuntimeException e) {
                batch.abandon();
                throw e;
            }
        } finally {
            objects.lock().unlock();
        }
    }

    private @Nullable CoalescedCalls unsent(NamespaceInfo target, int function, long sizeBytes) {
        return objects.lastUnsent(target.prefix()) instanceof CoalescedCalls last
                        && last.takes(writers, target, function, sizeBytes)
                ? last
                : null;
    }

    /** Whether a call object is begun for a call and those that follow; who joins it a moment later need not look at the clock. */
    private boolean mayBegin(CallPace pace, long sizeBytes) {
        long now = System.nanoTime();
        return objects.canSend(sizeBytes) && objects.sendsTogether(now) && pace.allowsSharing(now);
    }

    private void addTo(
            @Nullable CoalescedCalls unsent,
            PendingBatch batch,
            CallWriter rows,
            long sizeBytes,
            List<ObjectId> needs,
            int function) {
        if (!pending.add(batch)) {
            writers.giveBack(function, rows);
        } else if (unsent != null) {
            unsent.add(batch, rows, sizeBytes);
            writers.giveBack(function, rows);
        } else {
            objects.sendLater(new CoalescedCalls(objects, writers, function, batch, rows, sizeBytes, needs));
        }
    }

    private void end(int function, CallWriter rows) {
        rows.closePut(objects);
        writers.giveBack(function, rows);
    }

    /** Told of a call of a broadcast. */
    interface BroadcastListener {

        /** The call is about to be made. */
        void sending(NamespaceInfo target, PendingBatch batch);

        /** Under the lock: the call is done. */
        void done(NamespaceInfo target, PendingBatch batch);
    }

    /** Sends a call to several processors, for which its inputs are put once. */
    <C> List<CallHandles> sendToAll(
            List<NamespaceInfo> targets, int function, C call, RowWriter<C> writer, BroadcastListener listener) {
        CallWriter rows = begin(0, function, 1);
        List<CallHandles> sent = new ArrayList<>(targets.size());
        try {
            rows.nextRow();
            writer.write(call, rows);
            checkMakesOutputs(rows);
            List<ObjectId> needs = targets.isEmpty() ? List.of() : rows.resolveInputs(store, false);
            for (NamespaceInfo target : targets) {
                rows.address(target.epoch());
                sent.add(send(target, rows, needs, listener));
            }
            return sent;
        } catch (RuntimeException e) {
            sent.forEach(CallHandles::close);
            throw e;
        } finally {
            end(function, rows);
        }
    }

    private static void checkMakesOutputs(CallWriter rows) {
        if (rows.givesOutputs()) {
            throw new IllegalArgumentException(
                    "A broadcast of '" + rows.layout().function()
                            + "' makes outputs of its own for each processor; found one that is given.");
        }
    }

    private CallWriter begin(int epoch, int function, int rowCount) {
        CallWriter rows = writers.take(function, rowCount, epoch);
        if (deadline != null) {
            rows.setDeadline(Instant.now().plus(deadline));
        }
        return rows;
    }

    private CallHandles send(NamespaceInfo target, CallWriter rows, List<ObjectId> needs, BroadcastListener listener) {
        PendingBatch sent = send(
                target,
                rows,
                needs,
                null,
                batch -> {
                    pending.remove(batch);
                    listener.done(target, batch);
                },
                batch -> listener.sending(target, batch));
        return new CallHandles(sent, openResults);
    }

    private PendingBatch send(
            NamespaceInfo target,
            CallWriter rows,
            List<ObjectId> needs,
            @Nullable CallPace pace,
            Consumer<PendingBatch> whenCallDone,
            Consumer<PendingBatch> whenMade) {
        ObjectId id = store.namespace().nextIdIn(target.prefix());
        PendingBatch batch = new PendingBatch(objects, id, rows, target, store.namespace(), pace, whenCallDone);
        whenMade.accept(batch);
        make(batch, rows, needs);
        return batch;
    }

    private void make(PendingBatch batch, CallWriter rows, List<ObjectId> needs) {
        try {
            objects.sendUnsent();
            long sizeBytes = rows.sizeBytes();
            if (objects.canSend(sizeBytes)) {
                send(batch, rows.toBuffer((int) sizeBytes), needs);
            } else {
                create(batch, rows, sizeBytes);
            }
            objects.flushTogether();
            objects.sentToSelf(batch.callId());
        } catch (RuntimeException e) {
            batch.abandon();
            throw e;
        }
    }

    private void send(PendingBatch batch, ByteBuffer data, List<ObjectId> needs) {
        if (pending.add(batch)) {
            objects.send(batch.callId(), needs, data);
            batch.sent();
        }
    }

    private void create(PendingBatch batch, CallWriter rows, long sizeBytes) {
        try (NewObject call = objects.create(batch.callId(), sizeBytes)) {
            rows.writeTo(call.data());
            if (pending.add(batch)) {
                HeldObject sealed = call.seal();
                batch.made(sealed);
            }
        }
    }
}
