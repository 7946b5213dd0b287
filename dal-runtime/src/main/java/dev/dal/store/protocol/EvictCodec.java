package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;

/** Evict: evicts unused objects (plasma-store.md section 4.11). Request and reply consist of a number of bytes. */
public final class EvictCodec {

    private static final int NUM_BYTES = 0;

    private EvictCodec() {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param wantedBytes bytes to free
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, long wantedBytes) {
        return encode(writer, MessageType.EVICT_REQUEST, wantedBytes);
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return bytes to free, as sent, unchecked
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static long decodeRequest(ByteBuffer payload) {
        return new Payload(payload, MessageType.EVICT_REQUEST).root().longField(NUM_BYTES);
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param evictedBytes bytes of what was evicted
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, long evictedBytes) {
        return encode(writer, MessageType.EVICT_REPLY, evictedBytes);
    }

    /**
     * Reads a reply.
     *
     * @param payload its payload
     * @return bytes of what was evicted
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static long decodeReply(ByteBuffer payload) {
        return new Payload(payload, MessageType.EVICT_REPLY).root().longField(NUM_BYTES);
    }

    private static ByteBuffer encode(FrameWriter writer, MessageType type, long bytes) {
        FlatBufferBuilder builder = writer.begin();
        builder.startTable(1);
        builder.addLong(NUM_BYTES, bytes, 0);
        return writer.finish(type, builder.endTable());
    }
}
