package dev.dal.call;

import dev.dal.connection.DalException;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableType;
import dev.dal.tensor.ElementType;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One call at its processor, as a function sees it that was written by hand: parameters by their names.
 *
 * <p>Every accessor throws {@link IllegalArgumentException} if the function has no parameter of the name, or one of
 * another kind. Views that it gives end with the call. For the thread that runs the function, but for
 * {@link CallContext}'s methods.
 */
public final class NamedCall implements CallContext {

    private final Invocation call;

    NamedCall(Invocation call) {
        this.call = call;
    }

    /**
     * Which function is called.
     *
     * @return its name
     */
    public String function() {
        return call.layout().function();
    }

    /**
     * The processor's schema of the function.
     *
     * @return the call schema
     */
    public Schema schema() {
        return call.layout().schema();
    }

    /**
     * The same call by the indices of its parameters.
     *
     * @return the call that this one stands for
     */
    public Invocation invocation() {
        return call;
    }

    /**
     * Whether a parameter was left out.
     *
     * @param name name of the parameter
     * @return true if there is no value, no input, or no output to write
     */
    public boolean isNull(String name) {
        return call.isNull(call.layout().parameter(name).index());
    }

    /**
     * A value of any type.
     *
     * @param name name of the parameter
     * @return the value, as {@link dev.dal.table.Column#getObject} gives it: a Long for int64, a String for utf8, an
     *     {@link ObjectId} for an object id; null if the parameter is null
     */
    public @Nullable Object parameter(String name) {
        return call.value(call.layout().parameter(name).index());
    }

    /**
     * A value of a type.
     *
     * @param name name of the parameter
     * @param type class of the value
     * @param <T> class of the value
     * @return the value
     * @throws DalException if it is null or of another class
     */
    public <T> T parameter(String name, Class<T> type) {
        return Objects.requireNonNull(parameter(name, type, false), "checked");
    }

    /**
     * A value of a type that may be null.
     *
     * @param name name of the parameter
     * @param type class of the value
     * @param allowNull whether null is no error
     * @param <T> class of the value
     * @return the value
     * @throws DalException if it is null and must not be, or is of another class
     */
    public <T> @Nullable T parameter(String name, Class<T> type, boolean allowNull) {
        Object value = parameter(name);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (value == null && allowNull) {
            return null;
        }
        throw new IncompatibleCallException("Parameter '" + name + "' is expected as " + type.getSimpleName()
                + "; found " + (value == null ? "null" : value.getClass().getSimpleName()) + ".");
    }

    /**
     * The object id of a parameter: of an input, an output, or a plain one.
     *
     * @param name name of the parameter
     * @return the id
     * @throws DalException if it is null
     */
    public ObjectId oidParameter(String name) {
        return parameter(name, ObjectId.class);
    }

    /**
     * The object id of a parameter that may be null.
     *
     * @param name name of the parameter
     * @param allowNull whether null is no error
     * @return the id
     * @throws DalException if it is null and must not be
     */
    public @Nullable ObjectId oidParameter(String name, boolean allowNull) {
        return parameter(name, ObjectId.class, allowNull);
    }

    /**
     * An input tensor of the declared type.
     *
     * @param name name of the parameter
     * @return a read-only view of shared memory, valid until the function returns
     * @throws DalException if it is null or does not fit the declaration or other tensors
     */
    public Tensor tensorParameter(String name) {
        return tensorParameter(name, TensorType.of(declaredElements(name)));
    }

    /**
     * An input tensor.
     *
     * @param name name of the parameter, which is declared as a tensor
     * @param type element type and class
     * @param <T> class of the tensor
     * @return a read-only view of shared memory, valid until the function returns
     * @throws DalException if it is null or does not fit the declaration or other tensors
     */
    public <T extends Tensor> T tensorParameter(String name, TensorType<T> type) {
        declaredElements(name);
        return call.tensor(checkedInput(name), type);
    }

    /**
     * An input tensor that may be null, or whose schema says only that it is an object.
     *
     * @param name name of the parameter
     * @param type element type and class
     * @param dimensions names of the dimensions, {@code name=N} where a length is fixed; equal names mean equal lengths
     * @param allowNull whether null is no error
     * @param <T> class of the tensor
     * @return a read-only view of shared memory, valid until the function returns
     * @throws DalException if it is null and must not be, or does not fit the declaration, the given dimensions or other
     *     tensors
     */
    public <T extends Tensor> @Nullable T tensorParameter(
            String name, TensorType<T> type, List<String> dimensions, boolean allowNull) {
        if (allowNull && isNull(name)) {
            return null;
        }
        ParameterLayout parameter = checkedInput(name);
        return call.tensor(parameter.asTensor(type.elementType(), dimensions), type);
    }

    /**
     * Several input tensors, checked against each other.
     *
     * @param specs what is expected of each
     * @return read-only views of shared memory in the order of the specifications, valid until the function returns
     * @throws DalException if one of them is null or does not fit
     */
    public List<Tensor> tensorParameters(TensorSpec... specs) {
        List<Tensor> tensors = new ArrayList<>(specs.length);
        for (TensorSpec spec : specs) {
            ParameterLayout parameter = checkedInput(spec.name());
            tensors.add(call.tensor(parameter.asTensor(spec.type().elementType(), spec.dimensions()), spec.type()));
        }
        return tensors;
    }

    /**
     * An input table.
     *
     * @param name name of the parameter
     * @param type columns of the table, and how rows are mapped to records
     * @param <R> the record that a row is
     * @return a read-only view of shared memory, valid until the function returns
     * @throws DalException if it is null, no table, or does not fit the columns
     */
    public <R> Table<R> tableParameter(String name, TableType<R> type) {
        return call.table(checkedInput(name).index(), type);
    }

    /**
     * An input table of the declared columns.
     *
     * @param name name of the parameter
     * @return a read-only view of shared memory, valid until the function returns
     * @throws DalException if it is null, no table, or does not fit the columns
     */
    public Table<Map<String, @Nullable Object>> tableParameter(String name) {
        Schema columns = call.layout().parameter(name).table();
        return tableParameter(name, columns == null ? TableType.UNTYPED : TableType.of(columns));
    }

    /**
     * An output tensor, to be filled in place.
     *
     * @param name name of the parameter
     * @param type element type and class
     * @param lengths the lengths of its dimensions
     * @param <T> class of the tensor
     * @return a writable view of shared memory, zeroed, published when the function has returned
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws DalException if the caller wants no such output, or the lengths do not fit the declaration or other tensors
     */
    public <T extends Tensor> T outputTensor(String name, TensorType<T> type, long... lengths) {
        return call.output(output(name, type.elementType(), lengths.length), type, true, lengths);
    }

    /**
     * An output tensor, copied.
     *
     * @param name name of the parameter
     * @param tensor what to write
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws DalException if the caller wants no such output
     * @throws IllegalArgumentException if the tensor does not fit the declaration or other tensors
     */
    public void outputTensor(String name, Tensor tensor) {
        put(output(name, tensor.type().elementType(), tensor.shape().rank()), tensor.type(), tensor);
    }

    @SuppressWarnings("unchecked") // a tensor is of the class of its own type
    private <T extends Tensor> void put(ParameterLayout output, TensorType<T> type, Tensor tensor) {
        call.outputs().put(output, type, (T) tensor);
    }

    /**
     * An output table, copied.
     *
     * @param name name of the parameter
     * @param table what to write
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws DalException if the caller wants no such output
     */
    public void outputTable(String name, Table<?> table) {
        call.tableOutput(checkedOutput(name).index(), table.type()).put(table);
    }

    /**
     * An output of any bytes.
     *
     * @param name name of the parameter
     * @return the sink; what it holds is published when the function has returned
     */
    public ObjectOutput outputObject(String name) {
        return call.objectOutput(checkedOutput(name).index());
    }

    /**
     * Writes a tag: the function is done.
     *
     * @param name name of the parameter
     * @throws dev.dal.store.StoreFullException if there is no room
     */
    public void outputTag(String name) {
        call.tag(checkedOutput(name).index());
    }

    @Override
    public boolean isCancelled() {
        return call.isCancelled();
    }

    @Override
    public Optional<Instant> deadline() {
        return call.deadline();
    }

    @Override
    public ObjectId callId() {
        return call.callId();
    }

    private ElementType declaredElements(String name) {
        ParameterLayout parameter = call.layout().parameter(name);
        if (parameter.element() == null) {
            throw new IllegalArgumentException("'" + name + "' of '" + function() + "' is declared as "
                    + parameter.drawType() + "; say which tensor it is.");
        }
        return parameter.element();
    }

    private ParameterLayout checkedInput(String name) {
        ParameterLayout parameter = call.layout().parameter(name);
        if (!parameter.isInput()) {
            throw wrongRole(parameter, "input");
        }
        if (call.isNull(parameter.index())) {
            throw new IncompatibleCallException("Parameter '" + name + "' must not be null; found null.");
        }
        return parameter;
    }

    private ParameterLayout checkedOutput(String name) {
        ParameterLayout parameter = call.layout().parameter(name);
        if (!parameter.isOutput()) {
            throw wrongRole(parameter, "output");
        }
        return parameter;
    }

    /** An output as it is declared, or as a tensor with dimensions of its own where the schema has none. */
    private ParameterLayout output(String name, ElementType elements, int rank) {
        ParameterLayout parameter = checkedOutput(name);
        return parameter.isTensor()
                ? parameter
                : parameter.asTensor(
                        elements,
                        IntStream.range(0, rank).mapToObj(i -> name + "_" + i).toList());
    }

    private IllegalArgumentException wrongRole(ParameterLayout parameter, String expected) {
        return new IllegalArgumentException("'" + parameter.name() + "' of '" + function() + "' is no " + expected
                + "; found " + parameter.drawType() + " with the role " + parameter.role() + ".");
    }
}
