package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** SetOptions: name and quota of a client (plasma-store.md section 4.14). */
public final class SetOptionsCodec {

    private static final int CLIENT_NAME = 0;
    private static final int OUTPUT_MEMORY_QUOTA = 1;
    private static final int REQUEST_SLOTS = 2;
    private static final int ERROR = 0;

    private SetOptionsCodec() {}

    /**
     * What a request asks for.
     *
     * @param clientName name for the debug text; bytes that are not UTF-8 are replaced
     * @param outputMemoryQuotaBytes quota, as sent, unchecked
     */
    public record Request(String clientName, long outputMemoryQuotaBytes) {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param clientName name for the debug text
     * @param outputMemoryQuotaBytes quota
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, String clientName, long outputMemoryQuotaBytes) {
        FlatBufferBuilder builder = writer.begin();
        int name = writer.text(clientName);
        builder.startTable(REQUEST_SLOTS);
        builder.addLong(OUTPUT_MEMORY_QUOTA, outputMemoryQuotaBytes, 0);
        builder.addOffset(CLIENT_NAME, name, 0);
        return writer.finish(MessageType.SET_OPTIONS_REQUEST, builder.endTable());
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return what it asks for
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static Request decodeRequest(ByteBuffer payload) {
        FlatTable table = new Payload(payload, MessageType.SET_OPTIONS_REQUEST).root();
        String name =
                StandardCharsets.UTF_8.decode(table.bytesField(CLIENT_NAME)).toString();
        return new Request(name, table.longField(OUTPUT_MEMORY_QUOTA));
    }

    /**
     * Writes a reply.
     *
     * @param writer where to
     * @param error {@link PlasmaError#OK}, or {@link PlasmaError#OUT_OF_MEMORY} if the quota is refused
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, PlasmaError error) {
        return writer.finishError(MessageType.SET_OPTIONS_REPLY, ERROR, error);
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
                new Payload(payload, MessageType.SET_OPTIONS_REPLY).root().intField(ERROR));
    }
}
