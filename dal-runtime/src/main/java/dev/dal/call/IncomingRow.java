package dev.dal.call;

import dev.dal.connection.HeldObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectSlot;
import dev.dal.connection.ProcessingError;
import dev.dal.ipc.RecordBatchReader;
import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call: a row of a call object at its processor. Mutable state is guarded by the connection's lock. */
final class IncomingRow {

    /** Calls in the order of arrival, rows of one call in their order. */
    static final Comparator<IncomingRow> ORDER =
            Comparator.<IncomingRow>comparingLong(row -> row.call.arrival()).thenComparingInt(row -> row.number);

    /** To read an id is faster than to look for it among more than these. */
    private static final int MOST_COMPARED = 4;

    private final IncomingCall call;
    private final RecordBatchReader values;
    private final int index;
    private final int number;
    private List<ObjectSlot> inputs = List.of();
    private int inputCount;
    private @Nullable ProcessingError rejection;
    private @Nullable FunctionGate gate;
    private State state = State.WAITING;

    /** How far the row is. */
    private enum State {
        WAITING,
        /** Could run if fewer rows of its function did. */
        PARKED,
        READY,
        STARTED,
        DROPPED
    }

    /**
     * A row.
     *
     * @param values the batch that it lies in
     * @param index its place there
     * @param number its place in the call
     */
    IncomingRow(IncomingCall call, RecordBatchReader values, int index, int number) {
        this.call = call;
        this.values = values;
        this.index = index;
        this.number = number;
    }

    /** Stands for the row of another call. */
    void begin() {
        clearInputs();
        rejection = null;
        state = State.WAITING;
    }

    IncomingCall call() {
        return call;
    }

    RecordBatchReader values() {
        return values;
    }

    /** The row in {@link #values()}. */
    int index() {
        return index;
    }

    /** Under the lock: the row fails without being run, unless it does so already. */
    void reject(ProcessingError error) {
        if (rejection == null) {
            rejection = error;
        }
    }

    /** What the row calls. */
    FunctionBinding binding() {
        return call.kind().binding();
    }

    /** Why the row fails without its function being run, or null. */
    @Nullable
    ProcessingError rejection() {
        return rejection;
    }

    boolean isNull(ParameterLayout parameter) {
        return values.isNull(parameter.index(), index);
    }

    /** The object id of a parameter, or null. */
    @Nullable
    ObjectId objectId(ParameterLayout parameter) {
        return isNull(parameter) ? null : values.getObjectId(parameter.index(), index);
    }

    /** Ids of the outputs that are to be written. */
    List<ObjectId> outputIds() {
        List<ParameterLayout> outputs = call.layout().outputs();
        List<ObjectId> ids = new ArrayList<>(outputs.size());
        for (ParameterLayout output : outputs) {
            ObjectId id = objectId(output);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** How many outputs are to be written. */
    int outputCount() {
        List<ParameterLayout> outputs = call.layout().outputs();
        int count = 0;
        for (int i = 0; i < outputs.size(); i++) {
            if (!isNull(outputs.get(i))) {
                count++;
            }
        }
        return count;
    }

    /**
     * Adds the ids of the inputs that are not null, in field order, none twice.
     *
     * @param arrived objects that are here, and most likely inputs: their ids need not be read
     */
    void addInputIds(List<ObjectId> ids, List<HeldObject> arrived) {
        List<ParameterLayout> parameters = call.layout().inputs();
        int begin = ids.size();
        for (int i = 0; i < parameters.size(); i++) {
            ObjectId id = inputId(parameters.get(i), arrived);
            if (id != null && !contains(ids, begin, id)) {
                ids.add(id);
            }
        }
        inputCount = ids.size() - begin;
    }

    private @Nullable ObjectId inputId(ParameterLayout parameter, List<HeldObject> arrived) {
        for (int i = 0; i < arrived.size() && i < MOST_COMPARED; i++) {
            if (refersTo(parameter, arrived.get(i).id())) {
                return arrived.get(i).id();
            }
        }
        return objectId(parameter);
    }

    /** Takes the slots of its inputs, which begin at an index; returns where those of the next row begin. */
    int setInputs(List<ObjectSlot> slots, int begin) {
        int end = begin + inputCount;
        if (inputCount > 0 && inputs.isEmpty()) {
            inputs = inputs instanceof ArrayList<ObjectSlot> used ? used : new ArrayList<>(inputCount);
        }
        for (int i = begin; i < end; i++) {
            inputs.add(slots.get(i));
        }
        return end;
    }

    private static boolean contains(List<ObjectId> ids, int begin, ObjectId id) {
        for (int i = begin; i < ids.size(); i++) {
            if (ids.get(i).equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a parameter is a certain object. */
    boolean refersTo(ParameterLayout parameter, ObjectId id) {
        return !isNull(parameter) && values.holdsObjectId(parameter.index(), index, id);
    }

    List<ObjectSlot> inputs() {
        return inputs;
    }

    /** Under the lock: whether the row can start, or fail: all inputs are there, or one is lost or an error. */
    boolean canStart() {
        boolean complete = true;
        if (rejection != null) {
            return true;
        }
        for (int i = 0; i < inputs.size(); i++) {
            ObjectSlot slot = inputs.get(i);
            if (!slot.isSettled()) {
                complete = false;
            } else if (InputFailures.isFailure(slot)) {
                return true;
            }
        }
        return complete;
    }

    /** Under the lock: marks a ready row as one that waits until fewer rows of its function run. */
    void park() {
        state = State.PARKED;
    }

    /** Under the lock: notes the gate that the row has passed, if any. */
    void setGate(@Nullable FunctionGate passed) {
        gate = passed;
    }

    /** The gate that the row has passed, or null. */
    @Nullable
    FunctionGate gate() {
        return gate;
    }

    /** Under the lock: marks the row ready; true if it was waiting, for whatever reason. */
    boolean makeReady() {
        boolean was = state == State.WAITING || state == State.PARKED;
        if (was) {
            state = State.READY;
        }
        return was;
    }

    /** Under the lock: whether nobody wants the row any more. */
    boolean isDropped() {
        return state == State.DROPPED;
    }

    /** Under the lock: marks the row started; false if it was dropped. */
    boolean start() {
        if (state == State.DROPPED || state == State.STARTED) {
            return false;
        }
        state = State.STARTED;
        return true;
    }

    /** Under the lock: drops the row unless it has started, and adds its inputs to those that are to be given up. */
    void dropIfWaiting(List<ObjectSlot> unneeded) {
        if (state != State.STARTED && state != State.DROPPED) {
            state = State.DROPPED;
            unneeded.addAll(inputs);
            clearInputs();
        }
    }

    /** Under the lock: gives up the inputs. */
    void releaseInputs(ObjectAccess objects) {
        objects.closeUses(inputs);
        clearInputs();
    }

    private void clearInputs() {
        if (!inputs.isEmpty()) {
            inputs.clear();
        }
    }
}
