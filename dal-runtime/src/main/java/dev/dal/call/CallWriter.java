package dev.dal.call;

import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectHandle;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.Ref;
import dev.dal.connection.Scratch;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.ipc.RecordBatchWriter;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import dev.dal.table.CellWriting;
import dev.dal.table.TableSource;
import dev.dal.tensor.Shape;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of one call object after another. Generated code sets the inputs of a row by field index; the ids of
 * outputs are given by the caller.
 *
 * <p>Tensors and tables that are not in the store yet are put when all rows are complete and checked, each of them once. Not safe
 * for use by several threads.
 */
public final class CallWriter {

    private static final String ANY_EPOCH = "00000000";
    private static final String ANY_TIME = "00000000000000000000";

    private final CallLayout layout;
    private final RecordBatchWriter columns;
    private final boolean appendable;
    private final List<Input> inputs = new ArrayList<>();
    private int inputCount;
    private final List<ObjectInput> objects = new ArrayList<>(0);
    private final TableInputs tables = new TableInputs();
    private final IdentityHashMap<TensorSource<?>, ObjectId> resolved = new IdentityHashMap<>();
    private final List<ObjectId> used = new ArrayList<>();
    private final List<ObjectId> sent = new ArrayList<>();
    private boolean sentTaken = true;
    private final List<ObjectHandle> put = new ArrayList<>();
    private final List<Ref> putTables = new ArrayList<>();
    private final BitSet leftOut = new BitSet();
    private final Map<Integer, ObjectId> given = new HashMap<>(0);
    private final DimensionBindings bindings = new DimensionBindings();
    private final Scratch scratch = new Scratch();
    private int addressee;
    private int row = -1;
    private int mostRows;

    /** A tensor parameter of one row; used again for others. */
    private static final class Input {
        private int row;
        private int field;
        private @Nullable TensorSource<?> source;
    }

    /** An object parameter of one row. */
    private record ObjectInput(int row, int field, ObjectId id) {}

    /**
     * A writer for calls of a function.
     *
     * @param withDeadline whether each call has a deadline
     */
    CallWriter(CallLayout layout, boolean withDeadline) {
        Map<String, String> metadata = new HashMap<>(layout.schema().getCustomMetadata());
        metadata.put(Caller.TO_KEY, ANY_EPOCH);
        if (withDeadline) {
            metadata.put(Caller.DEADLINE_KEY, ANY_TIME);
        }
        this.layout = layout;
        this.columns = new RecordBatchWriter(new Schema(layout.schema().getFields(), metadata), 1);
        this.appendable = columns.canAppend();
    }

    /** Begins a call object for the owner of the given epoch. */
    void begin(int rowCount, int epoch) {
        mostRows = Math.max(mostRows, rowCount);
        address(epoch);
        columns.reset(rowCount);
        inputCount = 0;
        objects.clear();
        leftOut.clear();
        given.clear();
        row = -1;
    }

    /** The call object is for the owner of the given epoch. */
    void address(int epoch) {
        if (addressee != epoch) {
            columns.setMetadata(Caller.TO_KEY, ObjectIds.prefixHex(epoch));
            addressee = epoch;
        }
    }

    /** Until when the rows must have started; only where the writer was made for calls with a deadline. */
    void setDeadline(Instant deadline) {
        columns.setMetadata(Caller.DEADLINE_KEY, String.format(Locale.ROOT, "%020d", Nanoseconds.of(deadline)));
    }

    CallLayout layout() {
        return layout;
    }

    /** The most rows that this writer was begun with so far. */
    int mostRows() {
        return mostRows;
    }

    int rowCount() {
        return columns.rowCount();
    }

    /** Begins the next row. */
    void nextRow() {
        row++;
        bindings.clear();
    }

    /**
     * Sets a boolean value.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setBoolean(int field, boolean value) {
        columns.setBoolean(field, row, value);
    }

    /**
     * Sets an int8 value.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setByte(int field, byte value) {
        columns.setByte(field, row, value);
    }

    /**
     * Sets an int16 value.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setShort(int field, short value) {
        columns.setShort(field, row, value);
    }

    /**
     * Sets an int32 value.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setInt(int field, int value) {
        columns.setInt(field, row, value);
    }

    /**
     * Sets an int64 value.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setLong(int field, long value) {
        columns.setLong(field, row, value);
    }

    /**
     * Sets a float32 value.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setFloat(int field, float value) {
        columns.setFloat(field, row, value);
    }

    /**
     * Sets a float64 value.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setDouble(int field, double value) {
        columns.setDouble(field, row, value);
    }

    /**
     * Sets a utf8 value.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setString(int field, String value) {
        columns.setString(field, row, value);
    }

    /**
     * Sets a binary value.
     *
     * @param field index of the field
     * @param value the value; copied
     */
    public void setBytes(int field, byte[] value) {
        columns.setBytes(field, row, value.clone());
    }

    /**
     * Sets a timestamp.
     *
     * @param field index of the field
     * @param value the value
     * @throws IllegalArgumentException if it lies outside of the years 1677 to 2262
     */
    public void setInstant(int field, Instant value) {
        columns.setLong(field, row, Nanoseconds.of(value));
    }

    /**
     * Sets a duration.
     *
     * @param field index of the field
     * @param value the value
     * @throws IllegalArgumentException if it is longer than 292 years
     */
    public void setDuration(int field, Duration value) {
        columns.setLong(field, row, Nanoseconds.of(value));
    }

    /**
     * Sets a date.
     *
     * @param field index of the field
     * @param value the value
     * @throws ArithmeticException if it does not fit into 32 bits of days
     */
    public void setLocalDate(int field, LocalDate value) {
        columns.setInt(field, row, Math.toIntExact(value.toEpochDay()));
    }

    /**
     * Sets an object id as a plain value.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setObjectId(int field, ObjectId value) {
        columns.setObjectId(field, row, value);
    }

    /**
     * Sets a constant of an enum, by its name.
     *
     * @param field index of the field
     * @param value the value
     */
    public void setEnum(int field, Enum<?> value) {
        setString(field, value.name());
    }

    /**
     * Sets an input tensor: a reference, or a tensor that is put into the store with the call.
     *
     * @param field index of the field
     * @param source the tensor
     * @throws IllegalArgumentException if element type, rank or a length does not fit what is declared or was set before
     * @throws IllegalStateException if it is a reference that is closed
     */
    public void setTensor(int field, TensorSource<?> source) {
        ParameterLayout parameter = layout.parameters().get(field);
        if (source.type().elementType() != parameter.element()) {
            throw misfit("'" + parameter.name() + "' is declared as " + parameter.drawType()
                    + "; found elements of type " + source.type().elementType().schemaName());
        }
        Shape shape = knownShape(source);
        String problem = shape == null ? null : bindings.bind(parameter, shape);
        if (problem != null) {
            throw misfit(problem);
        }
        if (inputCount == inputs.size()) {
            inputs.add(new Input());
        }
        Input input = inputs.get(inputCount++);
        input.row = row;
        input.field = field;
        input.source = source;
    }

    /**
     * Sets an input table: a reference, or a table that is put into the store with the call.
     *
     * @param field index of the field
     * @param source the table
     * @throws IllegalArgumentException if it lacks a column that is declared, or has another type of column, or nulls where
     *     there must be none
     * @throws IllegalStateException if it is closed
     */
    public void setTable(int field, TableSource<?> source) {
        String problem = tables.add(row, layout.parameters().get(field), source);
        if (problem != null) {
            throw misfit(problem);
        }
    }

    /**
     * Sets an input object, whatever its bytes are.
     *
     * @param field index of the field
     * @param ref the object
     * @throws IllegalStateException if the reference is closed
     */
    public void setObject(int field, Ref ref) {
        if (ref.isClosed()) {
            throw new IllegalStateException("Input '"
                    + layout.parameters().get(field).name() + "' of '" + layout.function() + "' is " + ref + ".");
        }
        setObject(field, ref.id());
    }

    /** Sets an input object. */
    void setObject(int field, ObjectId id) {
        objects.add(new ObjectInput(row, field, id));
    }

    /** Sets a value of any type. */
    void setCell(int field, Object value) {
        CellWriting.write(columns.column(field), row, value);
    }

    /** Has an output written where a reference of the user's waits for it. */
    void giveOutput(int field, ObjectId id) {
        given.put(cell(row, field), id);
    }

    /** Whether an output of any row is given. */
    boolean givesOutputs() {
        return !given.isEmpty();
    }

    /** The id of an output that is given. */
    @Nullable
    ObjectId givenOutput(int outputRow, int field) {
        return givesOutputs() ? given.get(cell(outputRow, field)) : null;
    }

    /**
     * Does not ask for an output that may be null. Outputs that are not left out are made.
     *
     * @param field index of the field
     */
    public void leaveOut(int field) {
        leftOut.set(cell(row, field));
    }

    /** Whether an output of any row is not asked for. */
    boolean leavesOut() {
        return !leftOut.isEmpty();
    }

    /** Whether an output of a row is not asked for. */
    boolean isLeftOut(int outputRow, int field) {
        return leavesOut() && leftOut.get(cell(outputRow, field));
    }

    private int cell(int ofRow, int field) {
        return ofRow * layout.parameters().size() + field;
    }

    private static @Nullable Shape knownShape(TensorSource<?> source) {
        if (source instanceof TensorRef<?> ref) {
            return ref.knownShape();
        }
        if (source instanceof Tensor tensor) {
            return tensor.shape();
        }
        throw new IllegalArgumentException("A tensor parameter takes a tensor or a TensorRef; found a "
                + source.getClass().getName() + ".");
    }

    private IllegalArgumentException misfit(String problem) {
        return new IllegalArgumentException("Call of '" + layout.function() + "': " + problem + ".");
    }

    /**
     * Puts the tensors and tables that are not in the store, each once, and writes the ids of all inputs. {@link #closePut} must
     * follow when the call is made.
     *
     * @param store where to put
     * @param forOne whether the rows go to one processor only, so that short tensors can be sent for this call alone
     * @return the ids of the inputs, none twice; until this writer is used again
     */
    List<ObjectId> resolveInputs(Store store, boolean forOne) {
        used.clear();
        sent.clear();
        sentTaken = false;
        for (int i = 0; i < inputCount; i++) {
            Input input = inputs.get(i);
            TensorSource<?> source = Objects.requireNonNull(input.source);
            ObjectId id = inputCount == 1 ? null : resolved.get(source);
            if (id == null) {
                id = resolve(source, input.field, store, forOne);
                noteResolved(source, id);
            }
            columns.setObjectId(input.field, input.row, id);
        }
        for (int i = 0; i < objects.size(); i++) {
            ObjectInput object = objects.get(i);
            columns.setObjectId(object.field(), object.row(), object.id());
            used.add(object.id());
        }
        tables.resolve(store, columns, used, putTables);
        if (used.size() > 1) {
            withoutRepetitions(used);
        }
        return needs();
    }

    private static void withoutRepetitions(List<ObjectId> list) {
        LinkedHashSet<ObjectId> once = new LinkedHashSet<>(list);
        if (once.size() < list.size()) {
            list.clear();
            list.addAll(once);
        }
    }

    private List<ObjectId> needs() {
        if (sent.isEmpty()) {
            return used;
        }
        if (used.isEmpty()) {
            return sent;
        }
        List<ObjectId> all = new ArrayList<>(used.size() + sent.size());
        all.addAll(used);
        all.addAll(sent);
        return all;
    }

    /** The ids of the inputs that others may need as well, none twice; until this writer is used again. */
    List<ObjectId> usedInputs() {
        return used;
    }

    /** The ids of the inputs that were sent for this call alone; until this writer is used again. */
    List<ObjectId> sentInputs() {
        return sent;
    }

    /**
     * The ids of the inputs that were sent for this call alone, whose holds now belong to the caller of this. Once.
     *
     * @return as many; until this writer is used again
     */
    List<ObjectId> takeSentInputs() {
        sentTaken = true;
        return sent;
    }

    private void noteResolved(TensorSource<?> source, ObjectId id) {
        if (inputCount > 1) {
            resolved.put(source, id);
        }
    }

    private ObjectId resolve(TensorSource<?> source, int field, Store store, boolean forOne) {
        if (source instanceof TensorRef<?> given) {
            used.add(given.id());
            return given.id();
        }
        ParameterLayout parameter = layout.parameters().get(field);
        ObjectId id = forOne ? store.sendInput((Tensor) source, parameter.dimensionNames(), scratch) : null;
        if (id != null) {
            sent.add(id);
            return id;
        }
        ObjectHandle handle = store.putToSend((Tensor) source, parameter.dimensionNames());
        put.add(handle);
        used.add(handle.slot().id());
        return handle.slot().id();
    }

    /** Lets go of what was put, unless it was taken, and of all that the rows refer to. */
    void closePut(ObjectAccess access) {
        if (!sentTaken) {
            takeSentInputs().forEach(access::release);
        }
        for (int i = 0; i < put.size(); i++) {
            put.get(i).close();
        }
        put.clear();
        putTables.forEach(Ref::close);
        putTables.clear();
        tables.clear();
        objects.clear();
        if (!resolved.isEmpty()) {
            resolved.clear();
        }
        for (int i = 0; i < inputCount; i++) {
            inputs.get(i).source = null;
        }
        inputCount = 0;
    }

    /** Whether the rows of other writers of the same function can be added. */
    boolean canAppend() {
        return appendable;
    }

    /** Adds the only row of another writer of the same function, whose inputs are resolved and whose outputs are set. */
    void append(CallWriter call) {
        columns.append(call.columns, 0);
    }

    /** Writes the id of an output. */
    void setOutput(int outputRow, int field, ObjectId id) {
        columns.setObjectId(field, outputRow, id);
    }

    /** Length of the stream in bytes. */
    long sizeBytes() {
        return columns.sizeBytes();
    }

    void writeTo(Region target) {
        columns.writeTo(target, 0);
    }

    /**
     * The stream, in memory of this writer's own, from position to limit; until the next call. For short ones.
     *
     * @param length as {@link #sizeBytes} says
     */
    ByteBuffer toBuffer(int length) {
        writeTo(scratch.take(length));
        return scratch.bytes(length);
    }
}
