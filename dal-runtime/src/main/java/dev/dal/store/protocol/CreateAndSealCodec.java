package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;

/** CreateAndSeal: makes a sealed object of bytes that travel along (plasma-store.md section 4.2). */
public final class CreateAndSealCodec {

    /** What a request is longer than the object that it carries, at most. */
    public static final int OVERHEAD_BYTES = 1024;

    private static final int ID = 0;
    private static final int EVICT_IF_FULL = 1;
    private static final int DATA = 2;
    private static final int METADATA = 3;
    private static final int DIGEST = 4;
    private static final int SLOTS = 5;
    private static final int ERROR = 0;

    private CreateAndSealCodec() {}

    /**
     * What a request asks for.
     *
     * @param id the new object
     * @param evictIfFull whether unused objects may be evicted to make room
     * @param data its data, as a part of the payload
     * @param metadata its metadata, as a part of the payload
     * @param digest its digest
     */
    public record Request(ObjectId id, boolean evictIfFull, ByteBuffer data, ByteBuffer metadata, long digest) {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param id the new object
     * @param evictIfFull whether unused objects may be evicted to make room
     * @param data its data, from position to limit; the position stays
     * @param metadata its metadata, from position to limit; the position stays
     * @param digest its digest
     * @return the frame
     */
    public static ByteBuffer encodeRequest(
            FrameWriter writer, ObjectId id, boolean evictIfFull, ByteBuffer data, ByteBuffer metadata, long digest) {
        FlatBufferBuilder builder = writer.begin();
        int digestOffset = writer.digest(digest);
        int metadataOffset = writer.bytes(metadata);
        int dataOffset = writer.bytes(data);
        int idOffset = writer.id(id);
        builder.startTable(SLOTS);
        builder.addOffset(DIGEST, digestOffset, 0);
        builder.addOffset(METADATA, metadataOffset, 0);
        builder.addOffset(DATA, dataOffset, 0);
        builder.addOffset(ID, idOffset, 0);
        builder.addBoolean(EVICT_IF_FULL, evictIfFull, false);
        return writer.finish(MessageType.CREATE_AND_SEAL_REQUEST, builder.endTable());
    }

    /**
     * Reads a request.
     *
     * @param payload its payload; the result refers to it
     * @return what it asks for
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static Request decodeRequest(ByteBuffer payload) {
        FlatTable table = new Payload(payload, MessageType.CREATE_AND_SEAL_REQUEST).root();
        return new Request(
                table.idField(ID),
                table.booleanField(EVICT_IF_FULL),
                table.bytesField(DATA),
                table.bytesField(METADATA),
                table.digestField(DIGEST));
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
        return writer.finishError(MessageType.CREATE_AND_SEAL_REPLY, ERROR, error);
    }

    /**
     * Reads a reply.
     *
     * @param payload its payload
     * @return how it went
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static PlasmaError decodeReply(ByteBuffer payload) {
        return PlasmaError.of(
                new Payload(payload, MessageType.CREATE_AND_SEAL_REPLY).root().intField(ERROR));
    }
}
