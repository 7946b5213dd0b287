package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.connection.HeldObject;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.NewObject;
import dev.dal.connection.Store;
import dev.dal.connection.TensorRef;
import dev.dal.ipc.RecordBatchWriter;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import dev.dal.tensor.LongTensor;
import dev.dal.tensor.TensorMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.arrow.vector.types.pojo.Schema;

/** A caller that writes its call objects by hand, as another library might, also such as it should not. */
final class RawCaller implements AutoCloseable {

    private final Connection connection;
    private final Store store;
    private final List<HeldObject> held = new ArrayList<>();

    RawCaller(Connection connection) {
        this.connection = connection;
        this.store = Store.open(connection, "raw");
    }

    Store store() {
        return store;
    }

    ObjectId nextId() {
        return store.namespace().nextId();
    }

    /** The same schema with more metadata. */
    static Schema with(Schema schema, String key, String value) {
        Map<String, String> metadata = new HashMap<>(schema.getCustomMetadata());
        metadata.put(key, value);
        return new Schema(schema.getFields(), metadata);
    }

    /** The stream of a call. */
    static byte[] stream(Schema schema, int rows, Consumer<RecordBatchWriter> cells) {
        RecordBatchWriter writer = new RecordBatchWriter(schema, rows);
        cells.accept(writer);
        Region stream = Region.allocate(writer.sizeBytes());
        writer.writeTo(stream, 0);
        return stream.bytes(0, (int) stream.length());
    }

    /** Writes a call. */
    ObjectId call(NamespaceInfo processor, Schema schema, int rows, Consumer<RecordBatchWriter> cells) {
        return write(processor, stream(schema, rows, cells));
    }

    /** Writes any bytes where calls lie. */
    ObjectId write(NamespaceInfo processor, byte[] data) {
        ObjectId id = store.namespace().nextIdIn(processor.prefix());
        held.add(writeAs(id, data));
        return id;
    }

    private HeldObject writeAs(ObjectId id, byte[] data) {
        try (NewObject object = connection.objects().create(id, data.length)) {
            object.data().put(0, data);
            return object.seal();
        }
    }

    /** Writes a tensor as an input or in the place of an output. */
    void writeTensor(ObjectId id, long... elements) {
        LongTensor tensor = LongTensor.of(elements);
        TensorMessage<LongTensor> message = TensorMessage.of(LongTensor.TYPE, tensor.shape(), List.of("i"));
        Region data = Region.allocate(message.sizeBytes());
        message.writeTo(data, tensor);
        held.add(writeAs(id, data.bytes(0, (int) data.length())));
    }

    /** Lets go of what was written; what is owned goes with that. */
    void letGo(ObjectId id) {
        for (HeldObject object : List.copyOf(held)) {
            if (object.id().equals(id)) {
                object.close();
                held.remove(object);
            }
        }
    }

    TensorRef<LongTensor> output(ObjectId id) {
        return store.makeTensorRef(id, LongTensor.TYPE, List.of("i"));
    }

    @Override
    public void close() {
        held.forEach(HeldObject::close);
        store.close();
    }
}
