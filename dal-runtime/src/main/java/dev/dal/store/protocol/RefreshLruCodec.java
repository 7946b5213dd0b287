package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import java.util.List;

/** RefreshLRU: marks unused objects as used just now (plasma-store.md section 4.12). The reply has no fields. */
public final class RefreshLruCodec {

    private static final int IDS = 0;

    private RefreshLruCodec() {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param ids the objects
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, List<ObjectId> ids) {
        FlatBufferBuilder builder = writer.begin();
        int vector = writer.ids(ids);
        builder.startTable(1);
        builder.addOffset(IDS, vector, 0);
        return writer.finish(MessageType.REFRESH_LRU_REQUEST, builder.endTable());
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return the objects
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static List<ObjectId> decodeRequest(ByteBuffer payload) {
        return new Payload(payload, MessageType.REFRESH_LRU_REQUEST)
                .root()
                .vectorField(IDS, FlatVector.REFERENCE_BYTES)
                .ids();
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer) {
        return writer.finishEmpty(MessageType.REFRESH_LRU_REPLY);
    }
}
