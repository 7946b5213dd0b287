package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** List: everything in the store (plasma-store.md section 4.10). The request has no fields. */
public final class ListCodec {

    private static final int OBJECTS = 0;
    private static final ByteBuffer NO_DIGEST = ByteBuffer.allocate(0);

    private ListCodec() {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer) {
        return writer.finishEmpty(MessageType.LIST_REQUEST);
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param objects the objects; the digest of an unsealed one is written as empty
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, Collection<ObjectInfo> objects) {
        FlatBufferBuilder builder = writer.begin();
        int[] tables = writer.references(objects.size());
        int count = 0;
        for (ObjectInfo object : objects) {
            tables[count++] = write(writer, builder, object);
        }
        int vector = writer.vector(tables, count);
        builder.startTable(1);
        builder.addOffset(OBJECTS, vector, 0);
        return writer.finish(MessageType.LIST_REPLY, builder.endTable());
    }

    private static int write(FrameWriter writer, FlatBufferBuilder builder, ObjectInfo object) {
        int digest = object.sealed() ? writer.digest(object.digest()) : writer.bytes(NO_DIGEST.duplicate());
        int id = writer.id(object.id());
        builder.startTable(ObjectInfoTable.SLOTS);
        builder.addLong(ObjectInfoTable.CONSTRUCT_DURATION, object.constructDurationSeconds(), 0);
        builder.addLong(ObjectInfoTable.CREATE_TIME, object.createTimeSeconds(), 0);
        builder.addLong(ObjectInfoTable.METADATA_SIZE, object.metadataSize(), 0);
        builder.addLong(ObjectInfoTable.DATA_SIZE, object.dataSize(), 0);
        builder.addOffset(ObjectInfoTable.DIGEST, digest, 0);
        builder.addInt(ObjectInfoTable.REF_COUNT, object.refCount(), 0);
        builder.addOffset(ObjectInfoTable.ID, id, 0);
        return builder.endTable();
    }

    /**
     * Reads a reply.
     *
     * @param bytes its payload
     * @return the objects
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static List<ObjectInfo> decodeReply(ByteBuffer bytes) {
        Payload payload = new Payload(bytes, MessageType.LIST_REPLY);
        FlatVector tables =
                payload.root().vectorField(OBJECTS, FlatVector.REFERENCE_BYTES).requireOneObjectEach();
        List<ObjectInfo> objects = new ArrayList<>(tables.count());
        for (int i = 0; i < tables.count(); i++) {
            objects.add(read(tables.tableAt(i)));
        }
        return objects;
    }

    private static ObjectInfo read(FlatTable table) {
        boolean sealed = table.bytesField(ObjectInfoTable.DIGEST).hasRemaining();
        return new ObjectInfo(
                table.idField(ObjectInfoTable.ID),
                table.longField(ObjectInfoTable.DATA_SIZE),
                table.longField(ObjectInfoTable.METADATA_SIZE),
                table.intField(ObjectInfoTable.REF_COUNT),
                table.longField(ObjectInfoTable.CREATE_TIME),
                table.longField(ObjectInfoTable.CONSTRUCT_DURATION),
                sealed ? table.digestField(ObjectInfoTable.DIGEST) : 0,
                sealed);
    }
}
