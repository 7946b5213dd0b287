package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** GetDebugString: the store's account of its memory (plasma-store.md section 7.6). The request has no fields. */
public final class DebugStringCodec {

    private static final int DEBUG_STRING = 0;

    private DebugStringCodec() {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer) {
        return writer.finishEmpty(MessageType.GET_DEBUG_STRING_REQUEST);
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param text lines of text
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, String text) {
        FlatBufferBuilder builder = writer.begin();
        int offset = writer.text(text);
        builder.startTable(1);
        builder.addOffset(DEBUG_STRING, offset, 0);
        return writer.finish(MessageType.GET_DEBUG_STRING_REPLY, builder.endTable());
    }

    /**
     * Reads a reply.
     *
     * @param payload its payload
     * @return lines of text; bytes that are not UTF-8 are replaced
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static String decodeReply(ByteBuffer payload) {
        FlatTable table = new Payload(payload, MessageType.GET_DEBUG_STRING_REPLY).root();
        return StandardCharsets.UTF_8.decode(table.bytesField(DEBUG_STRING)).toString();
    }
}
