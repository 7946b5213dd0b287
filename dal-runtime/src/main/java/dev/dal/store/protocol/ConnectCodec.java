package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;

/** Connect: asks for the store's capacity (plasma-store.md section 1.5). The request has no fields. */
public final class ConnectCodec {

    private static final int MEMORY_CAPACITY = 0;

    private ConnectCodec() {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer) {
        return writer.finishEmpty(MessageType.CONNECT_REQUEST);
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param capacityBytes the store's capacity
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, long capacityBytes) {
        FlatBufferBuilder builder = writer.begin();
        builder.startTable(1);
        builder.addLong(MEMORY_CAPACITY, capacityBytes, 0);
        return writer.finish(MessageType.CONNECT_REPLY, builder.endTable());
    }

    /**
     * Reads a reply.
     *
     * @param payload its payload
     * @return the store's capacity in bytes
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static long decodeReply(ByteBuffer payload) {
        return new Payload(payload, MessageType.CONNECT_REPLY).root().longField(MEMORY_CAPACITY);
    }
}
