package dev.dal.call;

import dev.dal.connection.BufferRef;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Deadline;
import dev.dal.connection.Ref;
import dev.dal.connection.TableRef;
import dev.dal.connection.TensorRef;
import dev.dal.table.TableType;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorType;
import java.time.Duration;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of one call, as references that become ready. Generated result classes give them their names.
 *
 * <p>Closing it closes the references; if nobody else needs an output of the call, and it is not done, that cancels it.
 * A result that is dropped instead cancels nothing: its outputs are freed when they arrive. Thread-safe.
 */
public abstract class CallResult implements AutoCloseable {

    private final PendingCall call;
    private final @Nullable Ref[] refs;

    /**
     * The result of a call.
     *
     * @param call what the caller made
     */
    protected CallResult(PendingCall call) {
        this.call = call;
        this.refs = new Ref[call.outputs()];
    }

    /**
     * The reference to an output.
     *
     * @param field index of the field in the call schema
     * @param type element type and class of the output
     * @param <T> class of the output
     * @return the same reference each time; it closes with this result; waiting for an output that was left out of the
     *     call fails with {@link dev.dal.connection.ObjectLostException}
     */
    protected final <T extends Tensor> TensorRef<T> tensor(int field, TensorType<T> type) {
        ParameterLayout parameter = call.layout().parameters().get(field);
        int output = call.layout().outputPlace(field);
        synchronized (refs) {
            if (refs[output] instanceof TensorRef<?> known && known.type() == type) {
                @SuppressWarnings("unchecked") // a reference of this type has this class
                TensorRef<T> same = (TensorRef<T>) known;
                return same;
            }
            TensorRef<T> made =
                    TensorRef.over(call.handle(output), this, type, parameter.dimensionNames(), call.errors());
            refs[output] = made;
            return made;
        }
    }

    /**
     * The reference to an output that is a table.
     *
     * @param field index of the field in the call schema
     * @param type columns of the table, and how rows are mapped to records
     * @param <R> the record that a row is
     * @return the same reference each time; it closes with this result; waiting for an output that was left out of the
     *     call fails with {@link dev.dal.connection.ObjectLostException}
     */
    protected final <R> TableRef<R> table(int field, TableType<R> type) {
        int output = call.layout().outputPlace(field);
        synchronized (refs) {
            if (refs[output] instanceof TableRef<?> known && known.type() == type) {
                @SuppressWarnings("unchecked") // a reference of this type has these records
                TableRef<R> same = (TableRef<R>) known;
                return same;
            }
            TableRef<R> made = TableRef.over(call.handle(output), this, type, call.errors());
            refs[output] = made;
            return made;
        }
    }

    /**
     * The reference to an output of any bytes.
     *
     * @param field index of the field in the call schema
     * @return the same reference each time; it closes with this result; waiting for an output that was left out of the
     *     call fails with {@link dev.dal.connection.ObjectLostException}
     */
    protected final BufferRef buffer(int field) {
        int output = call.layout().outputPlace(field);
        synchronized (refs) {
            if (refs[output] instanceof BufferRef known) {
                return known;
            }
            BufferRef made = BufferRef.over(call.handle(output), this, call.errors());
            refs[output] = made;
            return made;
        }
    }

    /**
     * The names of the outputs.
     *
     * @return the names in the call schema, in its order
     */
    public final List<String> outputNames() {
        return call.layout().outputs().stream().map(ParameterLayout::name).toList();
    }

    /**
     * The reference to an output, by its name in the call schema.
     *
     * @param name name of the output
     * @return a {@link TensorRef}, a {@link TableRef} whose rows are maps, or a {@link BufferRef} for any other object; the
     *     same each time; it closes with this result
     * @throws IllegalArgumentException if there is no such output
     */
    public final Ref output(String name) {
        ParameterLayout parameter = outputNamed(name);
        if (parameter.element() != null) {
            return tensor(parameter.index(), TensorType.of(parameter.element()));
        }
        Schema columns = parameter.table();
        return columns == null ? buffer(parameter.index()) : tableOf(parameter.index(), columns);
    }

    /**
     * The reference to an output that is a tensor, by its name in the call schema.
     *
     * @param name name of the output
     * @param type element type and class of the output
     * @param <T> class of the output
     * @return the same reference each time; it closes with this result
     * @throws IllegalArgumentException if there is no such output, or it is no tensor of this type
     */
    public final <T extends Tensor> TensorRef<T> output(String name, TensorType<T> type) {
        ParameterLayout parameter = outputNamed(name);
        if (parameter.element() != type.elementType()) {
            throw new IllegalArgumentException("Output '" + name + "' of '"
                    + call.layout().function() + "' is declared as " + parameter.drawType() + "; found the type " + type
                    + ".");
        }
        return tensor(parameter.index(), type);
    }

    /**
     * The reference to an output that is a table, by its name in the call schema.
     *
     * @param name name of the output
     * @param type columns of the table, and how rows are mapped to records
     * @param <R> the record that a row is
     * @return the same reference each time; it closes with this result
     * @throws IllegalArgumentException if there is no such output, or it is no table
     */
    public final <R> TableRef<R> output(String name, TableType<R> type) {
        ParameterLayout parameter = outputNamed(name);
        if (parameter.table() == null) {
            throw new IllegalArgumentException("Output '" + name + "' of '"
                    + call.layout().function() + "' is declared as " + parameter.drawType() + "; found the type of a"
                    + " table.");
        }
        return table(parameter.index(), type);
    }

    private ParameterLayout outputNamed(String name) {
        ParameterLayout parameter = call.layout().find(name);
        if (parameter == null || !parameter.isOutput()) {
            throw new IllegalArgumentException("There is no output '" + name + "' of '"
                    + call.layout().function() + "'; its outputs are " + outputNames() + "."
                    + NearestName.suggestion(name, outputNames()));
        }
        return parameter;
    }

    private TableRef<?> tableOf(int field, Schema columns) {
        synchronized (refs) {
            return refs[call.layout().outputPlace(field)] instanceof TableRef<?> known
                    ? known
                    : table(field, TableType.of(columns));
        }
    }

    /**
     * Waits until every output is there, for at most the connection's default timeout.
     *
     * @throws dev.dal.connection.ProcessingException if the call failed
     * @throws DalTimeoutException if the time was up
     */
    public final void await() {
        await(call.connection().timeout());
    }

    /**
     * Waits until every output is there that was not left out of the call.
     *
     * @param timeout how long to wait; zero does not wait
     * @throws dev.dal.connection.ProcessingException if the call failed
     * @throws dev.dal.connection.ObjectLostException if an output can no longer come
     * @throws DalTimeoutException if the time was up
     * @throws dev.dal.connection.DalInterruptedException if the thread was interrupted
     * @throws dev.dal.connection.ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this result is closed
     */
    public final void await(Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        for (int output = 0; output < call.outputs(); output++) {
            if (!call.isLeftOut(output)) {
                call.handle(output).await(deadline, call.errors());
            }
        }
    }

    /** How long a wait without a deadline of its own lasts. */
    final Duration defaultTimeout() {
        return call.connection().timeout();
    }

    /** Waits until every output is there, or will never come; false if the deadline passes first. */
    final boolean awaitReady(Deadline deadline) {
        for (int output = 0; output < call.outputs(); output++) {
            if (!call.handle(output).awaitSettled(deadline)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether every output is there, or will never come.
     *
     * @return true if a wait would end at once
     */
    public final boolean isReady() {
        for (int output = 0; output < call.outputs(); output++) {
            if (!call.handle(output).slot().isSettled()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Gives up the references to the outputs as {@link #close()} does, but never cancels: the call runs, and its outputs are
     * freed when they arrive.
     */
    public final void detach() {
        call.detach();
    }

    /** Closes the references to the outputs. Closing twice is harmless. */
    @Override
    public final void close() {
        call.close();
    }

    @Override
    public String toString() {
        return "Result of '" + call.layout().function() + "'" + (isReady() ? "" : " (awaited)");
    }
}
