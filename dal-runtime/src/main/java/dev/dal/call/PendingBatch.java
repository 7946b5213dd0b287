package dev.dal.call;

import dev.dal.connection.DalException;
import dev.dal.connection.ErrorKind;
import dev.dal.connection.HeldObject;
import dev.dal.connection.Namespace;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectHandle;
import dev.dal.connection.ObjectLostException;
import dev.dal.connection.ObjectSlot;
import dev.dal.connection.ProcessingError;
import dev.dal.connection.ProcessingException;
import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call object of this caller, from when it is made until it is let go: when every output that anybody wants is held,
 * or nobody wants one any more (dal-format.md section 3). Its state is guarded by the connection's lock.
 */
final class PendingBatch implements ObjectSlot.Producer {

    private static final Logger LOG = LoggerFactory.getLogger(PendingBatch.class);

    private final ObjectAccess objects;
    private final ObjectId callId;
    private final CallLayout layout;
    private final NamespaceInfo processor;
    private final Consumer<PendingBatch> whenDone;
    private final ObjectHandle[] outputs;
    private @Nullable BitSet leftOut;
    private List<ObjectSlot> inputs = List.of();
    /** Inputs that were sent for this call alone: the first, and the others. */
    private @Nullable ObjectId sentInput;

    private List<ObjectId> otherSentInputs = List.of();

    private @Nullable HeldObject call;
    private boolean sent;
    /** What the call is a row of, if it has no call object of its own. */
    private @Nullable CoalescedCalls others;

    private final @Nullable CallPace pace;
    private boolean answered = true;
    private int awaitedOutputs;
    private boolean done;
    /** The call stays until its processor or its caller ends. */
    private boolean unheld;

    private @Nullable Runnable afterwards;

    /** Whether this is in {@link PendingBatches}, with its neighbours there. */
    boolean pending;

    @Nullable
    PendingBatch previous;

    @Nullable
    PendingBatch next;

    /**
     * A call that is about to be made: its outputs are expected from now on.
     *
     * @param callId id of the call object
     * @param rows the call, whose inputs are resolved and kept until the call is done; receives the ids of the outputs
     * @param namespace gives the ids of the outputs
     * @param pace told how the call went, under the connection's lock; null if it matters to no other
     * @param whenDone told once, under the connection's lock
     */
    PendingBatch(
            ObjectAccess objects,
            ObjectId callId,
            CallWriter rows,
            NamespaceInfo processor,
            Namespace namespace,
            @Nullable CallPace pace,
            Consumer<PendingBatch> whenDone) {
        this.objects = objects;
        this.callId = callId;
        this.layout = rows.layout();
        this.processor = processor;
        this.pace = pace;
        this.whenDone = whenDone;
        this.awaitedOutputs = rows.rowCount() * layout.outputs().size();
        this.outputs = new ObjectHandle[awaitedOutputs];
        this.unheld = outputs.length == 0;
        objects.lock().lock();
        try {
            for (int i = 0; i < outputs.length; i++) {
                ObjectId id = outputId(rows, i, namespace);
                outputs[i] = new ObjectHandle(objects.connection(), objects.expect(id, this));
            }
            takeSentInputs(rows.takeSentInputs());
            this.inputs = objects.openUses(rows.usedInputs());
            leaveOut(rows);
            if (pace != null && !unheld) {
                pace.made(this);
            }
        } catch (RuntimeException e) {
            abandon();
            throw e;
        } finally {
            objects.lock().unlock();
        }
    }

    private void takeSentInputs(List<ObjectId> sentInputs) {
        if (!sentInputs.isEmpty()) {
            sentInput = sentInputs.get(0);
            otherSentInputs =
                    sentInputs.size() == 1 ? List.of() : List.copyOf(sentInputs.subList(1, sentInputs.size()));
        }
    }

    private boolean isSentInput(ObjectId id) {
        return id.equals(sentInput) || otherSentInputs.contains(id);
    }

    /** The id of an output: one that was given, or a fresh one. */
    private ObjectId outputId(CallWriter rows, int output, Namespace namespace) {
        List<ParameterLayout> fields = layout.outputs();
        int row = output / fields.size();
        int field = fields.get(output % fields.size()).index();
        ObjectId given = rows.givenOutput(row, field);
        ObjectId id = given == null ? namespace.nextOutputId() : given;
        if (!rows.isLeftOut(row, field)) {
            rows.setOutput(row, field, id);
        }
        return id;
    }

    /** Under the lock: there was no room for the call, or for what it needs. */
    @Override
    public boolean notMade(ObjectId id, StoreException reason) {
        boolean isCall = id.equals(callId);
        if (!isCall && !needs(id)) {
            return false;
        }
        boolean ofThisAlone = isCall || isSentInput(id); // other calls may need the same input
        notMade(reason);
        return ofThisAlone;
    }

    /**
     * Under the lock: whether the call came to nothing before it was sent. The store may even have answered what was sent for it
     * before the call was known here.
     */
    boolean failsUnsent() {
        StoreException reason = sentInput == null ? null : objects.failureOf(sentInput);
        for (int i = 0; i < otherSentInputs.size() && reason == null; i++) {
            reason = objects.failureOf(otherSentInputs.get(i));
        }
        for (int i = 0; i < inputs.size() && reason == null; i++) {
            reason = objects.failureOf(inputs.get(i).id());
        }
        if (reason != null) {
            notMade(reason);
        }
        return done;
    }

    private void notMade(StoreException reason) {
        ProcessingError error = ProcessingError.of(
                ErrorKind.STORE_FULL,
                "The call was not made: " + reason.getMessage(),
                layout.function(),
                processor.label());
        for (ObjectHandle output : outputs) {
            objects.lose(output.slot(), ProcessingException.of(error));
        }
        if (unheld && !done) {
            LOG.warn(
                    "A call of '{}' at {} was not made: {}", layout.function(), processor.label(), reason.getMessage());
            finish();
        }
    }

    private boolean needs(ObjectId id) {
        if (isSentInput(id)) {
            return true;
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Outputs that are not asked for never come. */
    private void leaveOut(CallWriter rows) {
        if (!rows.leavesOut()) {
            return;
        }
        BitSet left = new BitSet(outputs.length);
        List<ParameterLayout> fields = layout.outputs();
        for (int i = 0; i < outputs.length; i++) {
            left.set(
                    i,
                    rows.isLeftOut(
                            i / fields.size(), fields.get(i % fields.size()).index()));
        }
        leftOut = left;
        unheld = left.cardinality() == outputs.length;
        for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
            objects.lose(
                    outputs[i].slot(),
                    new ObjectLostException(
                            "Output '" + fields.get(i % fields.size()).name() + "' of '" + layout.function()
                                    + "' was left out of this call."));
        }
        answered = true; // as far as was asked for
    }

    /** Whether an output was not asked for. */
    boolean isLeftOut(int output) {
        return leftOut != null && leftOut.get(output);
    }

    ObjectId callId() {
        return callId;
    }

    NamespaceInfo processor() {
        return processor;
    }

    CallLayout layout() {
        return layout;
    }

    ObjectAccess objects() {
        return objects;
    }

    /** The handles of the outputs, row by row; they belong to the results. */
    ObjectHandle[] outputs() {
        return outputs;
    }

    /** The call object was sealed. */
    void made(HeldObject callObject) {
        objects.lock().lock();
        try {
            if (done) {
                callObject.close();
            } else {
                call = callObject;
            }
        } finally {
            objects.lock().unlock();
        }
    }

    /** The call object was sent; its hold is released when the call is done. */
    void sent() {
        objects.lock().lock();
        try {
            if (done) {
                objects.release(callId);
            } else {
                sent = true;
            }
        } finally {
            objects.lock().unlock();
        }
    }

    /** Under the lock: the call is a row of a call object that stays until it and others are done. */
    void sentWith(CoalescedCalls call) {
        others = call;
    }

    /** The call object could not be made: nothing is awaited. */
    void abandon() {
        objects.lock().lock();
        try {
            for (ObjectHandle output : outputs) {
                if (output != null) {
                    objects.withdraw(output.slot());
                }
            }
            finish();
        } finally {
            objects.lock().unlock();
        }
    }

    @Override
    public void settled(ObjectSlot slot, @Nullable HeldObject output) {
        answered &= output != null && output.lengthBytes() <= Lane.INLINE_BYTES;
        oneLess();
    }

    @Override
    public void unwanted(ObjectSlot slot) {
        answered = false;
        oneLess();
    }

    @Override
    public DalException lost(ObjectSlot slot) {
        return new ObjectLostException("Output " + slot.id() + " of '" + layout.function() + "' at " + processor.label()
                + " was deleted before it could be read.");
    }

    @Override
    public String describe(ObjectSlot slot) {
        int place = 0;
        while (outputs[place].slot() != slot) {
            place++;
        }
        ParameterLayout output = layout.outputs().get(place % layout.outputs().size());
        return "output '" + output.name() + "' of '" + layout.function() + "' at " + processor.label();
    }

    /** Nobody waits any more: what is not there fails, and the call is cancelled. */
    void drop(String reason) {
        objects.lock().lock();
        try {
            for (ObjectHandle output : outputs) {
                objects.lose(output.slot(), new ObjectLostException(reason));
            }
            finish();
        } finally {
            objects.lock().unlock();
        }
    }

    /** Whether nobody asks for an output, so that nobody learns when the call is done. */
    boolean isUnheld() {
        return unheld;
    }

    /** Runs an action under the connection's lock when the call is done; at once if it is. */
    void whenFinished(Runnable action) {
        objects.lock().lock();
        try {
            if (done) {
                action.run();
            } else {
                afterwards = action;
            }
        } finally {
            objects.lock().unlock();
        }
    }

    /** Under the lock: the processor has gone. What it did not write, others who wait for it shall find an error. */
    void processorEnded() {
        ProcessingError error = ProcessingError.of(
                ErrorKind.PROCESSOR_LOST,
                "The processor ended without answering this call.",
                layout.function(),
                processor.label());
        for (ObjectHandle output : outputs) {
            if (!output.slot().isSettled()) {
                fail(output.slot(), error);
            }
        }
        if (unheld) {
            finish();
        }
    }

    private void fail(ObjectSlot slot, ProcessingError error) {
        try {
            HeldObject written = objects.writeError(slot.id(), error);
            if (written == null) {
                written = objects.get(List.of(slot.id())).get(0);
            }
            if (written != null) {
                objects.made(slot, written);
                return;
            }
        } catch (StoreException e) {
            LOG.warn("The loss of {} could not be written into output {}.", processor.label(), slot.id(), e);
        }
        objects.lose(slot, ProcessingException.of(error));
    }

    /** Under the lock: gives up what the call needed. Once. */
    void releaseInputs() {
        List<ObjectSlot> needed = inputs;
        inputs = List.of();
        objects.closeUses(needed);
        if (sentInput != null) {
            objects.release(sentInput);
            sentInput = null;
        }
        List<ObjectId> more = otherSentInputs;
        otherSentInputs = List.of();
        for (int i = 0; i < more.size(); i++) {
            objects.release(more.get(i));
        }
    }

    private void oneLess() {
        awaitedOutputs--;
        if (awaitedOutputs == 0 && !unheld) {
            finish();
        }
    }

    private void finish() {
        if (done) {
            return;
        }
        done = true;
        if (call != null) {
            call.close();
        }
        if (sent) {
            objects.release(callId);
        }
        if (pace != null) {
            pace.done(this, answered && awaitedOutputs == 0);
        }
        if (others == null) {
            releaseInputs();
        } else {
            others.oneDone(this);
        }
        whenDone.accept(this);
        if (afterwards != null) {
            afterwards.run();
        }
    }
}
