package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;

/** Contains: whether a sealed object is there (plasma-store.md section 4.8). */
public final class ContainsCodec {

    private static final int ID = 0;
    private static final int HAS_OBJECT = 1;
    private static final int REPLY_SLOTS = 2;

    private ContainsCodec() {}

    /**
     * What a reply says.
     *
     * @param id the object
     * @param present whether it can be got
     */
    public record Reply(ObjectId id, boolean present) {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param id the object
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, ObjectId id) {
        return IdMessage.encode(writer, MessageType.CONTAINS_REQUEST, id);
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return the object
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static ObjectId decodeRequest(ByteBuffer payload) {
        return IdMessage.decode(payload, MessageType.CONTAINS_REQUEST);
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param id the object
     * @param present whether it can be got
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, ObjectId id, boolean present) {
        FlatBufferBuilder builder = writer.begin();
        int idOffset = writer.id(id);
        builder.startTable(REPLY_SLOTS);
        builder.addInt(HAS_OBJECT, present ? 1 : 0, 0);
        builder.addOffset(ID, idOffset, 0);
        return writer.finish(MessageType.CONTAINS_REPLY, builder.endTable());
    }

    /**
     * Reads a reply.
     *
     * @param payload its payload
     * @return what it says
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static Reply decodeReply(ByteBuffer payload) {
        FlatTable table = new Payload(payload, MessageType.CONTAINS_REPLY).root();
        return new Reply(table.idField(ID), table.intField(HAS_OBJECT) != 0);
    }
}
