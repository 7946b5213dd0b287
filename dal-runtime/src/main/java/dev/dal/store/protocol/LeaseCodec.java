package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.LeasedMemory;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Lease, of the slabs extension: memory in which a client writes objects (docs/protocol.md section 8.2). */
public final class LeaseCodec {

    private static final int REQUEST_WANTED = 0;

    private static final int REPLY_SEGMENT = 0;
    private static final int REPLY_OFFSET = 1;
    private static final int REPLY_SIZE = 2;
    private static final int REPLY_MMAP_SIZE = 3;
    private static final int REPLY_SLOTS = 4;

    private static final long ALIGNMENT_BYTES = 64;

    private LeaseCodec() {}

    /**
     * What a reply that is no refusal says.
     *
     * @param lease the lease
     * @param segment the segment in which it is
     */
    public record Reply(LeasedMemory lease, AnnouncedSegment segment) {}

    /**
     * Writes a request.
     *
     * @param writer where to
     * @param wantedBytes bytes wanted
     * @return the frame
     */
    public static ByteBuffer encodeRequest(FrameWriter writer, long wantedBytes) {
        FlatBufferBuilder builder = writer.begin();
        builder.startTable(1);
        builder.addLong(REQUEST_WANTED, wantedBytes, 0);
        return writer.finish(MessageType.LEASE_REQUEST, builder.endTable());
    }

    /**
     * Reads a request.
     *
     * @param payload its payload
     * @return bytes wanted, as sent, unchecked
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static long decodeRequest(ByteBuffer payload) {
        return new Payload(payload, MessageType.LEASE_REQUEST).root().longField(REQUEST_WANTED);
    }

    /**
     * Writes a reply. A descriptor must follow if the segment is new to the connection.
     *
     * @param writer where to
     * @param lease the lease
     * @param segmentUsableBytes usable length of its segment
     * @return the frame
     */
    public static ByteBuffer encodeReply(FrameWriter writer, LeasedMemory lease, long segmentUsableBytes) {
        return encodeReply(writer, new Reply(lease, AnnouncedSegment.ofUsable(lease.segment(), segmentUsableBytes)));
    }

    /**
     * Writes a reply that refuses.
     *
     * @param writer where to
     * @return the frame
     */
    public static ByteBuffer encodeRefusal(FrameWriter writer) {
        return encodeReply(writer, null);
    }

    static ByteBuffer encodeReply(FrameWriter writer, @Nullable Reply reply) {
        FlatBufferBuilder builder = writer.begin();
        builder.startTable(REPLY_SLOTS);
        if (reply != null) {
            builder.addLong(REPLY_MMAP_SIZE, reply.segment().announcedBytes(), 0);
            builder.addLong(REPLY_SIZE, reply.lease().lengthBytes(), 0);
            builder.addLong(REPLY_OFFSET, reply.lease().offset(), 0);
            builder.addInt(REPLY_SEGMENT, reply.lease().segment(), 0);
        }
        return writer.finish(MessageType.LEASE_REPLY, builder.endTable());
    }

    /**
     * Reads a reply.
     *
     * @param bytes its payload
     * @return what it says, or null if it refuses
     * @throws dev.dal.store.StoreProtocolException if it is malformed
     */
    public static @Nullable Reply decodeReply(ByteBuffer bytes) {
        Payload payload = new Payload(bytes, MessageType.LEASE_REPLY);
        FlatTable table = payload.root();
        long lengthBytes = table.longField(REPLY_SIZE);
        if (lengthBytes == 0) {
            return null;
        }
        int key = table.intField(REPLY_SEGMENT);
        long offset = table.longField(REPLY_OFFSET);
        AnnouncedSegment segment = new AnnouncedSegment(key, table.longField(REPLY_MMAP_SIZE));
        boolean isInside = lengthBytes > 0 && offset >= 0 && lengthBytes <= segment.usableBytes() - offset;
        if (!isInside || offset % ALIGNMENT_BYTES != 0 || lengthBytes % ALIGNMENT_BYTES != 0) {
            throw payload.malformed(
                    "a lease of " + lengthBytes + " bytes at " + offset + " of a segment of " + segment.usableBytes());
        }
        return new Reply(new LeasedMemory(key, offset, lengthBytes), segment);
    }
}
