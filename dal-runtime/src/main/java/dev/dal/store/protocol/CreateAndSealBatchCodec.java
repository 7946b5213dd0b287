package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * CreateAndSealBatch: makes several sealed objects of bytes that travel along, or none (plasma-store.md section 4.3).
 */
public final class CreateAndSealBatchCodec {

    private static final int OVERHEAD_BYTES = 1024;
    private static final int OVERHEAD_BYTES_EACH = 128;

    private static final int IDS = 0;
    private static final int EVICT_IF_FULL = 1;
    private static final int DATA = 2;
    private static final int METADATA = 3;
    private static final int DIGEST = 4;
    private static final int SLOTS = 5;
    private static final int ERROR = 0;

    private CreateAndSealBatchCodec() {}

    /**
     * One object of a batch.
     *
     * @param id the new object
     * @param data its data
     * @param metadata its metadata
     * @param digest its digest
     */
    public record Item(ObjectId id, ByteBuffer data, ByteBuffer metadata, long digest) {}

    /**
     * What a request asks for.
     *
     * @param evictIfFull whether unused objects may be evicted to make room
     * @param items the objects; their bytes are parts of the payload
     */
    public record Request(boolean evictIfFull, List<Item> items) {}

    /**
     * What a request is longer than the objects that it carries, at most.
     *
     * @param count number of objects
     * @return bytes
     */
    public static long overheadBytes(int count) {
        return OVERHEAD_BYTES + (long) count * OVERHEAD_BYTES_EACH;
    }

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param evictIfFull whether unused objects may be evicted to make room
     * @param items the objects; their bytes from position to limit, the positions stay
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, boolean evictIfFull, List<Item> items) {
        FlatBufferBuilder builder = writer.begin();
        int count = items.size();
        int[] references = writer.references(count);
        for (int i = 0; i < count; i++) {
            references[i] = writer.digest(items.get(i).digest());
        }
        int digests = writer.vector(references, count);
        for (int i = 0; i < count; i++) {
            references[i] = writer.bytes(items.get(i).metadata());
        }
        int metadata = writer.vector(references, count);
        for (int i = 0; i < count; i++) {
            references[i] = writer.bytes(items.get(i).data());
        }
        int data = writer.vector(references, count);
        for (int i = 0; i < count; i++) {
            references[i] = writer.id(items.get(i).id());
        }
        int ids = writer.vector(references, count);
        builder.startTable(SLOTS);
        builder.addOffset(DIGEST, digests, 0);
        builder.addOffset(METADATA, metadata, 0);
        builder.addOffset(DATA, data, 0);
        builder.addOffset(IDS, ids, 0);
        builder.addBoolean(EVICT_IF_FULL, evictIfFull, false);
        return writer.finish(MessageType.CREATE_AND_SEAL_BATCH_REQUEST, builder.endTable());
    }

    /**
     * Reads a request.
     *
     * @param payload its payload; the result refers to it
     * @return what it asks for
     * @throws dev.dal.store.StoreProtocolException if it is malformed, or its vectors differ in length
     */
    public static Request decodeRequest(ByteBuffer payload) {
        FlatTable table = new Payload(payload, MessageType.CREATE_AND_SEAL_BATCH_REQUEST).root();
        FlatVector ids = vector(table, IDS).requireOneObjectEach();
        FlatVector data = vector(table, DATA).requireCount(ids.count(), "data");
        FlatVector metadata = vector(table, METADATA).requireCount(ids.count(), "metadata");
        FlatVector digests = vector(table, DIGEST).requireCount(ids.count(), "digests");
        List<Item> items = new ArrayList<>(ids.count());
        for (int i = 0; i < ids.count(); i++) {
            items.add(new Item(ids.idAt(i), data.bytesAt(i), metadata.bytesAt(i), digests.digestAt(i)));
        }
        return new Request(table.booleanField(EVICT_IF_FULL), items);
    }

    private static FlatVector vector(FlatTable table, int slot) {
        return table.vectorField(slot, FlatVector.REFERENCE_BYTES);
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param error how it went: {@link PlasmaError#OK}, {@link PlasmaError#OBJECT_EXISTS} or
     *     {@link PlasmaError#OUT_OF_MEMORY}
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, PlasmaError error) {
        return writer.finishError(MessageType.CREATE_AND_SEAL_BATCH_REPLY, ERROR, error);
    }

    /**
     * Reads a reply.
     *
     * @param payload its payload
     * @return how it went
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static PlasmaError decodeReply(ByteBuffer payload) {
        return PlasmaError.of(new Payload(payload, MessageType.CREATE_AND_SEAL_BATCH_REPLY)
                .root()
                .intField(ERROR));
    }
}
