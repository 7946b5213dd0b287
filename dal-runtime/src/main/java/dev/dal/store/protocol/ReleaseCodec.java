package dev.dal.store.protocol;

import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;

/** Release: gives up a connection's hold on an object (plasma-store.md section 4.7). There is no reply. */
public final class ReleaseCodec {

    private ReleaseCodec() {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param id the object
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, ObjectId id) {
        return IdMessage.encode(writer, MessageType.RELEASE_REQUEST, id);
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return the object
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static ObjectId decodeRequest(ByteBuffer payload) {
        return IdMessage.decode(payload, MessageType.RELEASE_REQUEST);
    }
}
