package dev.dal.call;

import dev.dal.connection.DalException;
import dev.dal.connection.ErrorTranslator;
import dev.dal.connection.HeldObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectHandle;
import dev.dal.connection.ObjectSlot;
import dev.dal.connection.Ref;
import dev.dal.connection.TableRef;
import dev.dal.connection.TensorRef;
import dev.dal.ipc.FormatException;
import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.memory.Lifetime;
import dev.dal.table.CellValues;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.table.TableType;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.Shape;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorOutput;
import dev.dal.tensor.TensorType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call at its processor, as generated code sees it: inputs and outputs by the index of their field in the
 * processor's own schema.
 *
 * <p>Views that it gives end with the call. For the thread that runs the function, but for {@link CallContext}'s
 * methods.
 */
public final class Invocation implements CallContext {

    private final ObjectAccess objects;
    private final IncomingRow row;
    private final FunctionBinding binding;
    private final DimensionBindings bindings;
    private final RowOutputs outputs;
    private final Lifetime lifetime = new Lifetime(this);
    private final ObjectId callId;
    private final @Nullable Instant deadline;
    private List<Ref> refs = List.of();
    private boolean cancelledAtEnd;
    private volatile boolean ended;

    /**
     * A call.
     *
     * @param row what is called; after {@link #end} it may stand for another call
     * @param bindings without content; others use them after this call
     */
    Invocation(ObjectAccess objects, IncomingRow row, DimensionBindings bindings) {
        this.objects = objects;
        this.row = row;
        this.bindings = bindings;
        this.callId = row.call().id();
        this.deadline = row.call().deadline();
        this.binding = row.binding();
        this.outputs = new RowOutputs(objects, row, bindings);
    }

    /**
     * Whether a parameter was left out: the caller gave none, or does not know it.
     *
     * @param field index of the field
     * @return true if there is no value, no input, or no output to write
     */
    public boolean isNull(int field) {
        checkNotEnded();
        ParameterLayout column = binding.columns().get(field);
        return column == null || row.isNull(column);
    }

    /**
     * A bool value.
     *
     * @param field index of the field
     * @return the value
     */
    public boolean getBoolean(int field) {
        return row.values().getBoolean(column(field), row.index());
    }

    /**
     * An int8 value.
     *
     * @param field index of the field
     * @return the value
     */
    public byte getByte(int field) {
        return row.values().getByte(column(field), row.index());
    }

    /**
     * An int16 value.
     *
     * @param field index of the field
     * @return the value
     */
    public short getShort(int field) {
        return row.values().getShort(column(field), row.index());
    }

    /**
     * An int32 value.
     *
     * @param field index of the field
     * @return the value
     */
    public int getInt(int field) {
        return row.values().getInt(column(field), row.index());
    }

    /**
     * An int64 value.
     *
     * @param field index of the field
     * @return the value
     */
    public long getLong(int field) {
        return row.values().getLong(column(field), row.index());
    }

    /**
     * A float32 value.
     *
     * @param field index of the field
     * @return the value
     */
    public float getFloat(int field) {
        return row.values().getFloat(column(field), row.index());
    }

    /**
     * A float64 value.
     *
     * @param field index of the field
     * @return the value
     */
    public double getDouble(int field) {
        return row.values().getDouble(column(field), row.index());
    }

    /**
     * A utf8 value.
     *
     * @param field index of the field
     * @return the value
     */
    public String getString(int field) {
        return row.values().getString(column(field), row.index());
    }

    /**
     * A binary value.
     *
     * @param field index of the field
     * @return a fresh array
     */
    public byte[] getBytes(int field) {
        return row.values().getBytes(column(field), row.index());
    }

    /**
     * A timestamp in nanoseconds.
     *
     * @param field index of the field
     * @return the value
     */
    public Instant getInstant(int field) {
        return Nanoseconds.toInstant(getLong(field));
    }

    /**
     * A duration in nanoseconds.
     *
     * @param field index of the field
     * @return the value
     */
    public Duration getDuration(int field) {
        return Duration.ofNanos(getLong(field));
    }

    /**
     * A date.
     *
     * @param field index of the field
     * @return the value
     */
    public LocalDate getLocalDate(int field) {
        return LocalDate.ofEpochDay(getInt(field));
    }

    /**
     * An object id as a plain value.
     *
     * @param field index of the field
     * @return the value
     */
    public ObjectId getObjectId(int field) {
        return row.values().getObjectId(column(field), row.index());
    }

    /**
     * A constant of an enum.
     *
     * @param field index of the field
     * @param type the enum
     * @param <E> the enum
     * @return the constant
     * @throws dev.dal.connection.DalException if the enum has no constant of the given name
     */
    public <E extends Enum<E>> E getEnum(int field, Class<E> type) {
        String name = getString(field);
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IncompatibleCallException(
                    "Parameter '" + declared(field).name() + "' is '" + name + "'; expected one of "
                            + Arrays.toString(type.getEnumConstants()) + ".",
                    e);
        }
    }

    /**
     * An input tensor.
     *
     * @param field index of the field
     * @param type element type and class
     * @param <T> class of the tensor
     * @return a read-only view of shared memory, valid until the function returns
     * @throws dev.dal.connection.DalException if the object is no tensor, or element type, rank or a length do not fit
     */
    public <T extends Tensor> T tensor(int field, TensorType<T> type) {
        return tensor(declared(field), type);
    }

    <T extends Tensor> T tensor(ParameterLayout parameter, TensorType<T> type) {
        HeldObject input = input(parameter);
        T tensor;
        try {
            tensor = input.tensor(type, parameter.dimensionNames(), lifetime, this);
        } catch (FormatException e) {
            throw new IncompatibleCallException("Input '" + parameter.name() + "': " + e.getMessage(), e);
        }
        String problem = bindings.bind(parameter, tensor.shape());
        if (problem != null) {
            throw new IncompatibleCallException(problem + ".");
        }
        return tensor;
    }

    /**
     * An input table.
     *
     * @param field index of the field
     * @param type columns of the table, and how rows are mapped to records
     * @param <R> the record that a row is
     * @return a read-only view of shared memory, valid until the function returns
     * @throws dev.dal.connection.DalException if the object is no table, or lacks a column, or has another type of column,
     *     or nulls where there must be none
     */
    public <R> Table<R> table(int field, TableType<R> type) {
        ParameterLayout parameter = declared(field);
        try {
            return Table.open(type, input(parameter).data(lifetime, this));
        } catch (FormatException e) {
            throw new IncompatibleCallException("Input '" + parameter.name() + "': " + e.getMessage(), e);
        }
    }

    /**
     * An input table that is read when the function asks for it.
     *
     * @param field index of the field
     * @param type columns of the table, and how rows are mapped to records
     * @param <R> the record that a row is
     * @return a reference that closes when the function returns; {@link TableRef#retain()} gives one that does not
     */
    public <R> TableRef<R> tableRef(int field, TableType<R> type) {
        ObjectHandle handle = objects.openHandle(input(declared(field)).id());
        return closedAtEnd(TableRef.over(handle, this, type, ErrorTranslator.NONE));
    }

    /**
     * An input tensor that is read when the function asks for it.
     *
     * @param field index of the field
     * @param type element type and class
     * @param <T> class of the tensor
     * @return a reference that closes when the function returns; {@link TensorRef#retain()} gives one that does not
     */
    public <T extends Tensor> TensorRef<T> ref(int field, TensorType<T> type) {
        ParameterLayout parameter = declared(field);
        ObjectHandle handle = objects.openHandle(input(parameter).id());
        return closedAtEnd(TensorRef.over(handle, this, type, parameter.dimensionNames(), ErrorTranslator.NONE));
    }

    /**
     * An input object, whatever its bytes are.
     *
     * @param field index of the field
     * @return a read-only view of shared memory, valid until the function returns
     */
    public ObjectBuffer object(int field) {
        HeldObject input = input(declared(field));
        return ObjectBuffer.view(input.id(), lifetime, input.data(), input.metadata(), () -> {});
    }

    private HeldObject input(ParameterLayout parameter) {
        ParameterLayout column = columnOf(parameter.index());
        List<ObjectSlot> inputs = row.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            ObjectSlot slot = inputs.get(i);
            HeldObject held = row.refersTo(column, slot.id()) ? slot.held() : null;
            if (held != null) {
                return held;
            }
        }
        throw new IllegalStateException("Input '" + parameter.name() + "' is not held while its function runs.");
    }

    /**
     * An output tensor, zeroed.
     *
     * @param field index of the field
     * @param type element type and class
     * @param lengths the lengths of its dimensions
     * @param <T> class of the tensor
     * @return a writable view of shared memory, published when the function has returned
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws DalException if a length is negative, or the lengths do not fit the declaration or other parameters
     */
    public <T extends Tensor> T output(int field, TensorType<T> type, long... lengths) {
        return output(declared(field), type, true, lengths);
    }

    /**
     * An output tensor whose content is undefined.
     *
     * @param field index of the field
     * @param type element type and class
     * @param lengths the lengths of its dimensions
     * @param <T> class of the tensor
     * @return a writable view of shared memory, published when the function has returned
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws DalException if a length is negative, or the lengths do not fit the declaration or other parameters
     */
    public <T extends Tensor> T outputUncleared(int field, TensorType<T> type, long... lengths) {
        return output(declared(field), type, false, lengths);
    }

    <T extends Tensor> T output(ParameterLayout parameter, TensorType<T> type, boolean zeroed, long... lengths) {
        checkNotEnded();
        Shape shape;
        try {
            shape = bindings.shapeOf(lengths);
        } catch (IllegalArgumentException e) {
            throw new IncompatibleCallException("Output '" + parameter.name() + "': " + e.getMessage(), e);
        }
        String problem = bindings.bind(parameter, shape);
        if (problem != null) {
            throw new IncompatibleCallException("Output '" + parameter.name() + "' does not fit: " + problem + ".");
        }
        return outputs.allocate(parameter, type, shape, zeroed);
    }

    /**
     * An output whose shape the function decides.
     *
     * @param field index of the field
     * @param type element type and class
     * @param <T> class of the tensor
     * @return the sink; what it holds is published when the function has returned
     */
    public <T extends Tensor> TensorOutput<T> sink(int field, TensorType<T> type) {
        return outputs.sink(declared(field), type);
    }

    /**
     * An output table.
     *
     * @param field index of the field
     * @param type columns of the table, and how records are written
     * @param <R> the record that a row is
     * @return the sink; what it holds is published when the function has returned
     */
    public <R> TableOutput<R> tableOutput(int field, TableType<R> type) {
        return outputs.tableSink(declared(field), type);
    }

    /**
     * Writes a copy of a tensor as an output.
     *
     * @param field index of the field
     * @param type element type and class
     * @param tensor the tensor that the function returned
     * @param <T> class of the tensor
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws dev.dal.connection.DalException if the tensor is null or does not fit the declaration
     */
    public <T extends Tensor> void put(int field, TensorType<T> type, @Nullable T tensor) {
        ParameterLayout parameter = declared(field);
        if (tensor == null) {
            throw new DalException("The function returned null for '" + parameter.name() + "'.");
        }
        outputs.put(parameter, type, tensor);
    }

    /**
     * Writes a tag: the function has returned.
     *
     * @param field index of the field
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    public void tag(int field) {
        output(field, ByteTensor.TYPE);
    }

    /**
     * Writes a tag that the function has as a parameter.
     *
     * @param field index of the field
     * @return the tag
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    public Tag tagOutput(int field) {
        tag(field);
        return new Tag(row.values().getObjectId(column(field), row.index()));
    }

    /**
     * An output of any bytes.
     *
     * @param field index of the field
     * @return the sink; what it holds is published when the function has returned
     */
    public ObjectOutput objectOutput(int field) {
        return new ObjectSink(outputs, declared(field));
    }

    /**
     * The failure of a dispatch to a function that does not exist.
     *
     * @param function index of the function
     * @return the exception, to be thrown
     */
    public IllegalArgumentException unknownFunction(int function) {
        return new IllegalArgumentException("There is no function with the index " + function + ".");
    }

    @Override
    public boolean isCancelled() {
        boolean cancelled = row.call().isGone();
        return ended ? cancelledAtEnd : cancelled;
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public ObjectId callId() {
        return callId;
    }

    RowOutputs outputs() {
        return outputs;
    }

    private void checkNotEnded() {
        if (ended) {
            throw new IllegalStateException(
                    "This call is over: its parameters can be used until the function returns.");
        }
    }

    /** The function has returned: its views end. */
    void end() {
        cancelledAtEnd = row.call().isGone();
        ended = true;
        lifetime.end();
        for (int i = 0; i < refs.size(); i++) {
            refs.get(i).close();
        }
    }

    private <R extends Ref> R closedAtEnd(R ref) {
        if (refs.isEmpty()) {
            refs = new ArrayList<>();
        }
        refs.add(ref);
        return ref;
    }

    /** The function that is called, as it is declared. */
    CallLayout layout() {
        return binding.declared();
    }

    /** A value of whatever type its parameter has, as {@link dev.dal.table.Column#getObject} gives it. */
    @Nullable
    Object value(int field) {
        return isNull(field) ? null : CellValues.read(row.values().column(column(field)), row.index());
    }

    private ParameterLayout declared(int field) {
        checkNotEnded();
        return binding.declared().parameters().get(field);
    }

    private int column(int field) {
        return columnOf(field).index();
    }

    private ParameterLayout columnOf(int field) {
        checkNotEnded();
        return Objects.requireNonNull(binding.columns().get(field), "a parameter that is not null has a column");
    }
}
