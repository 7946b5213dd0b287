package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;

/**
 * Connect: asks for the store's capacity (plasma-store.md section 1.5). The request has no fields, but for a client that
 * offers extensions: these are asked for and granted in fields that other peers do not look at (docs/protocol.md).
 */
public final class ConnectCodec {

    /** The feature bit of the calls extension. */
    public static final long CALLS = 1;

    /** The feature bit of the slabs extension, which is granted together with {@link #CALLS} only. */
    public static final long SLABS = 2;

    /** The feature bit of the rings extension, which is granted together with {@link #CALLS} only. */
    public static final long RINGS = 4;

    private static final int OFFERED = 0;
    private static final int MEMORY_CAPACITY = 0;
    private static final int GRANTED = 1;

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

    /**
     * Writes a request that offers extensions.
     *
     * @param writer where to
     * @param offered feature bits that the client knows
     * @return the frame
     */
    public static ByteBuffer encodeOffer(FrameWriter writer, long offered) {
        FlatBufferBuilder builder = writer.begin();
        builder.startTable(1);
        builder.addLong(OFFERED, offered, 0);
        return writer.finish(MessageType.CONNECT_REQUEST, builder.endTable());
    }

    /**
     * What a request offers. Anything that is no table offers nothing: the original store does not look at it.
     *
     * @param payload its payload
     * @return feature bits that the client knows
     */
    public static long decodeOffer(ByteBuffer payload) {
        try {
            return new Payload(payload, MessageType.CONNECT_REQUEST).root().longField(OFFERED);
        } catch (StoreProtocolException nothingOffered) {
            return 0;
        }
    }

    /**
     * Writes a reply that grants extensions.
     *
     * @param writer where to
     * @param capacityBytes the store's capacity
     * @param granted feature bits that hold from now on
     * @return the frame
     */
    public static ByteBuffer encodeGrant(FrameWriter writer, long capacityBytes, long granted) {
        FlatBufferBuilder builder = writer.begin();
        builder.startTable(2);
        builder.addLong(GRANTED, granted, 0);
        builder.addLong(MEMORY_CAPACITY, capacityBytes, 0);
        return writer.finish(MessageType.CONNECT_REPLY, builder.endTable());
    }

    /**
     * What a reply grants.
     *
     * @param payload its payload
     * @return feature bits that hold from now on
     * @throws StoreProtocolException if it is malformed
     */
    public static long decodeGrant(ByteBuffer payload) {
        return new Payload(payload, MessageType.CONNECT_REPLY).root().longField(GRANTED);
    }
}
