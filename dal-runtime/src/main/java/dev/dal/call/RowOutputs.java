package dev.dal.call;

import dev.dal.connection.DalException;
import dev.dal.connection.HeldObject;
import dev.dal.connection.NewObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import dev.dal.table.TableType;
import dev.dal.tensor.Shape;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorMessage;
import dev.dal.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outputs of one row while its function runs. For the thread that runs the function. */
final class RowOutputs {

    private final ObjectAccess objects;
    private final IncomingRow row;
    private final DimensionBindings bindings;
    private @Nullable Written first;
    private @Nullable Written last;
    private List<TensorSink<?>> sinks = List.of();
    private List<TableSink<?>> tables = List.of();
    private volatile boolean ended;

    /** An output that has memory. */
    private static final class Written {
        private final ObjectId id;
        /** Null if somebody else wrote it first, whose value is kept. */
        private final @Nullable NewObject object;

        private final Region data;
        private @Nullable Written next;

        Written(ObjectId id, @Nullable NewObject object, Region data) {
            this.id = id;
            this.object = object;
            this.data = data;
        }
    }

    RowOutputs(ObjectAccess objects, IncomingRow row, DimensionBindings bindings) {
        this.objects = objects;
        this.row = row;
        this.bindings = bindings;
    }

    /** A tensor in the store; the shape must have been checked. */
    <T extends Tensor> T allocate(ParameterLayout output, TensorType<T> type, Shape shape, boolean zeroed) {
        TensorMessage<T> message = TensorMessage.of(type, shape, output.dimensionNames());
        Region data = create(output, message.sizeBytes());
        if (zeroed) {
            data.clear(0, data.length());
        }
        return message.writeTo(data);
    }

    /** Makes an allocated tensor smaller: its first elements, in row-major order, under another shape. */
    void reshape(ParameterLayout output, TensorType<?> type, Shape shape) {
        checkNotEnded(output);
        ObjectId id = row.objectId(columnOf(output));
        Written former = id == null ? null : find(id);
        if (former == null) {
            throw new IllegalStateException("Output '" + output.name() + "' was not allocated.");
        }
        TensorMessage.of(type, shape, output.dimensionNames()).writeTo(former.data);
    }

    /** Writes a copy of a tensor. */
    <T extends Tensor> void put(ParameterLayout output, TensorType<T> type, T tensor) {
        if (!tensor.type().equals(type)) {
            throw new IllegalArgumentException("Output '" + output.name() + "' is declared as " + output.drawType()
                    + "; found a tensor of " + tensor.type() + ".");
        }
        checkFits(output, tensor.shape());
        TensorMessage<T> message = TensorMessage.of(type, tensor.shape(), output.dimensionNames());
        message.writeTo(create(output, message.sizeBytes()), tensor);
    }

    void checkFits(ParameterLayout output, Shape shape) {
        checkNotEnded(output);
        String problem = bindings.bind(output, shape);
        if (problem != null) {
            throw new IllegalArgumentException("Output '" + output.name() + "' does not fit: " + problem + ".");
        }
    }

    /** The memory of an output; its content is undefined. */
    Region create(ParameterLayout output, long sizeBytes) {
        checkNotEnded(output);
        ObjectId id = row.objectId(columnOf(output));
        if (id == null) {
            throw new DalException("Output '" + output.name() + "' was not asked for.");
        }
        if (find(id) != null) {
            throw new IllegalStateException("Output '" + output.name() + "' was made before.");
        }
        try {
            NewObject object = objects.createOutput(id, sizeBytes);
            return add(new Written(id, object, object.data()));
        } catch (ObjectExistsException kept) {
            return add(new Written(id, null, Region.allocate(sizeBytes)));
        }
    }

    private Region add(Written output) {
        if (last == null) {
            first = output;
        } else {
            last.next = output;
        }
        last = output;
        return output.data;
    }

    private @Nullable Written find(ObjectId id) {
        Written output = first;
        while (output != null && !output.id.equals(id)) {
            output = output.next;
        }
        return output;
    }

    private void checkNotEnded(ParameterLayout output) {
        if (ended) {
            throw new IllegalStateException(
                    "Output '" + output.name() + "' cannot be made any more: the call is over.");
        }
    }

    private ParameterLayout columnOf(ParameterLayout output) {
        ParameterLayout column = row.binding().columns().get(output.index());
        if (column == null) {
            throw new DalException("The caller knows no output '" + output.name() + "'.");
        }
        return column;
    }

    <T extends Tensor> TensorSink<T> sink(ParameterLayout output, TensorType<T> type) {
        TensorSink<T> sink = new TensorSink<>(this, output, type);
        if (sinks.isEmpty()) {
            sinks = new ArrayList<>();
        }
        sinks.add(sink);
        return sink;
    }

    <R> TableSink<R> tableSink(ParameterLayout output, TableType<R> type) {
        TableSink<R> sink = new TableSink<>(this, output, type);
        if (tables.isEmpty()) {
            tables = new ArrayList<>();
        }
        tables.add(sink);
        return sink;
    }

    /**
     * Publishes what was written; nothing can be written any more.
     *
     * @param sealed receives the holds, also where this fails half-way
     */
    void seal(List<HeldObject> sealed) {
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).finish();
        }
        ended = true;
        for (int i = 0; i < sinks.size(); i++) {
            sinks.get(i).finish();
        }
        for (Written output = first; output != null; output = output.next) {
            if (output.object != null) {
                sealed.add(output.object.seal());
            }
        }
    }

    /** Takes back what was written and is not published. */
    void abort() {
        ended = true;
        for (Written output = first; output != null; output = output.next) {
            if (output.object != null) {
                output.object.close();
            }
        }
        first = null;
        last = null;
    }

    /** Outputs that were asked for and have no value. */
    List<ObjectId> missing() {
        int count = 0;
        for (Written output = first; output != null; output = output.next) {
            count++;
        }
        return row.outputCount() == count
                ? List.of()
                : row.outputIds().stream().filter(id -> find(id) == null).toList();
    }
}
