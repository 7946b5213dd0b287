package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Create: makes an unsealed object (plasma-store.md section 4.1). */
public final class CreateCodec {

    private static final int REQUEST_ID = 0;
    private static final int REQUEST_EVICT_IF_FULL = 1;
    private static final int REQUEST_DATA_SIZE = 2;
    private static final int REQUEST_METADATA_SIZE = 3;
    private static final int REQUEST_DEVICE_NUMBER = 4;
    private static final int REQUEST_SLOTS = 5;

    private static final int REPLY_ID = 0;
    private static final int REPLY_OBJECT = 1;
    private static final int REPLY_ERROR = 2;
    private static final int REPLY_STORE_FD = 3;
    private static final int REPLY_MMAP_SIZE = 4;
    private static final int REPLY_SLOTS = 6;

    private CreateCodec() {}

    /**
     * What a request asks for. Sizes are as sent, unchecked.
     *
     * @param id the new object
     * @param evictIfFull whether unused objects may be evicted to make room
     * @param dataSize bytes of data
     * @param metadataSize bytes of metadata
     * @param deviceNumber 0 for host memory
     */
    public record Request(ObjectId id, boolean evictIfFull, long dataSize, long metadataSize, int deviceNumber) {}

    /**
     * What a reply says.
     *
     * @param id the object
     * @param error how it went
     * @param location where the object lies; null unless it went well
     * @param segment the segment there; null unless it went well
     */
    public record Reply(
            ObjectId id,
            PlasmaError error,
            @Nullable ObjectLocation location,
            @Nullable AnnouncedSegment segment) {}

    /**
     * Writes a request for host memory.
     *
     * @param writer where to
     * @param id the new object
     * @param evictIfFull whether unused objects may be evicted to make room
     * @param dataSize bytes of data
     * @param metadataSize bytes of metadata
     * @return the frame
     */
    public static ByteBuffer encodeRequest(
            FrameWriter writer, ObjectId id, boolean evictIfFull, long dataSize, long metadataSize) {
        return encodeRequest(writer, new Request(id, evictIfFull, dataSize, metadataSize, 0));
    }

    static ByteBuffer encodeRequest(FrameWriter writer, Request request) {
        FlatBufferBuilder builder = writer.begin();
        int idOffset = writer.id(request.id());
        builder.startTable(REQUEST_SLOTS);
        builder.addLong(REQUEST_METADATA_SIZE, request.metadataSize(), 0);
        builder.addLong(REQUEST_DATA_SIZE, request.dataSize(), 0);
        builder.addInt(REQUEST_DEVICE_NUMBER, request.deviceNumber(), 0);
        builder.addOffset(REQUEST_ID, idOffset, 0);
        builder.addBoolean(REQUEST_EVICT_IF_FULL, request.evictIfFull(), false);
        return writer.finish(MessageType.CREATE_REQUEST, builder.endTable());
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return what it asks for
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static Request decodeRequest(ByteBuffer payload) {
        FlatTable table = new Payload(payload, MessageType.CREATE_REQUEST).root();
        return new Request(
                table.idField(REQUEST_ID),
                table.booleanField(REQUEST_EVICT_IF_FULL),
                table.longField(REQUEST_DATA_SIZE),
                table.longField(REQUEST_METADATA_SIZE),
                table.intField(REQUEST_DEVICE_NUMBER));
    }

    /**
     * Writes a reply that says where the object lies. A descriptor must follow if the segment is new to the connection.
     *
     * @param writer where to
     * @param id the object
     * @param location where it lies
     * @param segmentUsableBytes usable length of the segment there
     * @return the frame
     */
    public static ByteBuffer encodeReply(
            FrameWriter writer, ObjectId id, ObjectLocation location, long segmentUsableBytes) {
        AnnouncedSegment segment = AnnouncedSegment.ofUsable(location.segment(), segmentUsableBytes);
        return encodeReply(writer, new Reply(id, PlasmaError.OK, location, segment));
    }

    /**
     * Writes a reply that says why there is no object.
     *
     * @param writer where to
     * @param id the object
     * @param error the reason; {@link PlasmaError#OBJECT_EXISTS} or {@link PlasmaError#OUT_OF_MEMORY}
     * @return the frame
     */
    public static ByteBuffer encodeFailure(FrameWriter writer, ObjectId id, PlasmaError error) {
        return encodeReply(writer, new Reply(id, error, null, null));
    }

    static ByteBuffer encodeReply(FrameWriter writer, Reply reply) {
        FlatBufferBuilder builder = writer.begin();
        int idOffset = writer.id(reply.id());
        AnnouncedSegment segment = reply.segment();
        builder.startTable(REPLY_SLOTS);
        if (segment != null) {
            builder.addLong(REPLY_MMAP_SIZE, segment.announcedBytes(), 0);
            builder.addInt(REPLY_STORE_FD, segment.key(), 0);
        }
        builder.addInt(REPLY_ERROR, reply.error().number(), 0);
        builder.addStruct(REPLY_OBJECT, ObjectSpec.writeInTable(builder, reply.location()), 0);
        builder.addOffset(REPLY_ID, idOffset, 0);
        return writer.finish(MessageType.CREATE_REPLY, builder.endTable());
    }

    /**
     * Reads a reply.
     *
     * @param bytes its payload
     * @return what it says
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static Reply decodeReply(ByteBuffer bytes) {
        Payload payload = new Payload(bytes, MessageType.CREATE_REPLY);
        FlatTable table = payload.root();
        ObjectId id = table.idField(REPLY_ID);
        ObjectSpec spec = table.specField(REPLY_OBJECT);
        PlasmaError error = PlasmaError.of(table.intField(REPLY_ERROR));
        if (error != PlasmaError.OK) {
            return new Reply(id, error, null, null);
        }
        int key = table.intField(REPLY_STORE_FD);
        if (key != spec.segment()) {
            throw payload.malformed("segment " + spec.segment() + " is announced as " + key);
        }
        AnnouncedSegment segment = new AnnouncedSegment(key, table.longField(REPLY_MMAP_SIZE));
        return new Reply(id, error, spec.toLocation(payload), segment);
    }
}
