package dev.dal.call;

import dev.dal.connection.Ref;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.ipc.RecordBatchWriter;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import dev.dal.table.TableSource;
import dev.dal.tensor.Shape;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of one call object. Generated code sets the inputs of a row by field index; the ids of outputs are
 * given by the caller.
 *
 * <p>Tensors and tables that are not in the store yet are put when all rows are complete and checked, each of them once. Not safe
 * for use by several threads.
 */
public final class CallWriter {

    private final CallLayout layout;
    private final RecordBatchWriter columns;
    private final List<Input> inputs = new ArrayList<>();
    private final TableInputs tables = new TableInputs();
    private int row = -1;
    private DimensionBindings bindings = new DimensionBindings();

    /** A tensor parameter of one row. */
    private record Input(int row, int field, TensorSource<?> source) {}

    /**
     * A writer for a number of rows.
     *
     * @param stream the schema of the layout with the metadata that travel with the call
     */
    CallWriter(CallLayout layout, Schema stream, int rowCount) {
        this.layout = layout;
        this.columns = new RecordBatchWriter(stream, rowCount);
    }

    /** Begins the next row. */
    void nextRow() {
        row++;
        bindings = new DimensionBindings();
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
        inputs.add(new Input(row, field, source));
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
     * Puts the tensors and tables that are not in the store, and writes the ids of all inputs.
     *
     * @param store where to put
     * @param put receives a reference to each tensor and table that was put, to be closed once the call is made
     * @return the ids of the inputs
     */
    List<ObjectId> resolveInputs(Store store, List<Ref> put) {
        IdentityHashMap<TensorSource<?>, TensorRef<?>> once = new IdentityHashMap<>();
        List<ObjectId> ids = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            TensorRef<?> ref = input.source() instanceof TensorRef<?> given ? given : once.get(input.source());
            if (ref == null) {
                ParameterLayout parameter = layout.parameters().get(input.field());
                ref = store.putToSend((Tensor) input.source(), parameter.dimensionNames());
                once.put(input.source(), ref);
                put.add(ref);
            }
            columns.setObjectId(input.field(), input.row(), ref.id());
            ids.add(ref.id());
        }
        tables.resolve(store, columns, ids, put);
        return ids;
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
}
