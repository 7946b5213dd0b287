package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;

/** Seal: makes an object immutable and visible (plasma-store.md section 4.4). */
public final class SealCodec {

    private static final int ID = 0;
    private static final int DIGEST = 1;
    private static final int ERROR = 1;
    private static final int SLOTS = 2;

    private SealCodec() {}

    /**
     * What a request asks for.
     *
     * @param id the object
     * @param digest its digest
     */
    public record Request(ObjectId id, long digest) {}

    /**
     * What a reply says.
     *
     * @param id the object
     * @param error how it went
     */
    public record Reply(ObjectId id, PlasmaError error) {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param id the object
     * @param digest its digest
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, ObjectId id, long digest) {
        FlatBufferBuilder builder = writer.begin();
        int digestOffset = writer.digest(digest);
        int idOffset = writer.id(id);
        builder.startTable(SLOTS);
        builder.addOffset(DIGEST, digestOffset, 0);
        builder.addOffset(ID, idOffset, 0);
        return writer.finish(MessageType.SEAL_REQUEST, builder.endTable());
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return what it asks for
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static Request decodeRequest(ByteBuffer payload) {
        FlatTable table = new Payload(payload, MessageType.SEAL_REQUEST).root();
        return new Request(table.idField(ID), table.digestField(DIGEST));
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param id the object
     * @param error how it went; the original client ends its process on other numbers than 0 to 3
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, ObjectId id, PlasmaError error) {
        FlatBufferBuilder builder = writer.begin();
        int idOffset = writer.id(id);
        builder.startTable(SLOTS);
        builder.addInt(ERROR, error.number(), 0);
        builder.addOffset(ID, idOffset, 0);
        return writer.finish(MessageType.SEAL_REPLY, builder.endTable());
    }

    /**
     * Reads a reply.
     *
     * @param payload its payload
     * @return what it says
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static Reply decodeReply(ByteBuffer payload) {
        FlatTable table = new Payload(payload, MessageType.SEAL_REPLY).root();
        return new Reply(table.idField(ID), PlasmaError.of(table.intField(ERROR)));
    }
}
