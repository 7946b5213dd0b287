package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;

/** Rings, of the rings extension: shared memory in which frames travel (docs/protocol.md section 8.3). */
public final class RingsCodec {

    /** What {@link #decodeReply} returns for a refusal. */
    public static final long REFUSED = 0;

    private static final int REPLY_SIZE = 0;

    private RingsCodec() {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer) {
        return writer.finishEmpty(MessageType.RINGS_REQUEST);
    }

    /**
     * Writes a reply. Unless it refuses, three descriptors must follow.
     *
     * @param writer where to
     * @param sizeBytes bytes in each ring, or {@link #REFUSED}
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, long sizeBytes) {
        FlatBufferBuilder builder = writer.begin();
        builder.startTable(1);
        builder.addLong(REPLY_SIZE, sizeBytes, REFUSED);
        return writer.finish(MessageType.RINGS_REPLY, builder.endTable());
    }

    /**
     * Reads a reply.
     *
     * @param payload its payload
     * @return bytes in each ring, as sent, unchecked; {@link #REFUSED}
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static long decodeReply(ByteBuffer payload) {
        return new Payload(payload, MessageType.RINGS_REPLY).root().longField(REPLY_SIZE);
    }
}
