package dev.dal.store.protocol;

import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;

/** Abort: takes an unsealed object back (plasma-store.md section 4.5). Request and reply consist of the object's id. */
public final class AbortCodec {

    private AbortCodec() {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param id the object
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, ObjectId id) {
        return IdMessage.encode(writer, MessageType.ABORT_REQUEST, id);
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return the object
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static ObjectId decodeRequest(ByteBuffer payload) {
        return IdMessage.decode(payload, MessageType.ABORT_REQUEST);
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param id the object
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, ObjectId id) {
        return IdMessage.encode(writer, MessageType.ABORT_REPLY, id);
    }

    /**
     * Reads a reply.
     *
     * @param payload its payload
     * @return the object
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static ObjectId decodeReply(ByteBuffer payload) {
        return IdMessage.decode(payload, MessageType.ABORT_REPLY);
    }
}
