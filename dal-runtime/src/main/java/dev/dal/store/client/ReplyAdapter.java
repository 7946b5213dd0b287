package dev.dal.store.client;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.memory.SharedMemory;
import dev.dal.store.protocol.AbortCodec;
import dev.dal.store.protocol.AnnouncedSegment;
import dev.dal.store.protocol.ConnectCodec;
import dev.dal.store.protocol.ContainsCodec;
import dev.dal.store.protocol.CreateAndSealBatchCodec;
import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.DebugStringCodec;
import dev.dal.store.protocol.DeleteCodec;
import dev.dal.store.protocol.EvictCodec;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.LeaseCodec;
import dev.dal.store.protocol.ListCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.RingsCodec;
import dev.dal.store.protocol.SealCodec;
import dev.dal.store.protocol.SetOptionsCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.RingPair;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the replies of a store, each of which must be the one that is expected, and the descriptors that follow them.
 * Not thread-safe.
 *
 * <p>Every method throws {@link StoreConnectionException} if the store has gone, is too late, or the socket is closed,
 * and {@link StoreProtocolException} if the reply is malformed or another than expected. The connection is of no use
 * then.
 */
final class ReplyAdapter implements AutoCloseable {

    private final UnixSocketConnection connection;
    private final SegmentBook segments;
    private final String storeName;
    private final long timeoutMillis;
    private final Framing framing = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);
    private final Inbox inbox = new Inbox(framing.longestFrameBytes());

    /**
     * An adapter.
     *
     * @param connection where replies come from
     * @param segments where segments that replies bring are entered
     * @param storeName what the store is called in messages
     * @param timeoutMillis how long the store may take to answer, on top of what it was asked to wait
     */
    ReplyAdapter(UnixSocketConnection connection, SegmentBook segments, String storeName, long timeoutMillis) {
        this.connection = connection;
        this.segments = segments;
        this.storeName = storeName;
        this.timeoutMillis = timeoutMillis;
    }

    long connect() {
        return await(MessageType.CONNECT_REPLY, ConnectCodec::decodeReply);
    }

    /** The feature bits that a Connect was granted. */
    long granted() {
        return await(MessageType.CONNECT_REPLY, ConnectCodec::decodeGrant);
    }

    CreateCodec.Reply create(ObjectId id) {
        long deadline = Deadline.after(timeoutMillis);
        CreateCodec.Reply reply = await(MessageType.CREATE_REPLY, CreateCodec::decodeReply, deadline);
        AnnouncedSegment segment = reply.segment();
        if (segment != null) {
            enter(segment, deadline);
        }
        requireSame(id, reply.id());
        return reply;
    }

    /** The lease and its segment, or null. */
    LeaseCodec.@Nullable Reply lease() {
        long deadline = Deadline.after(timeoutMillis);
        Optional<LeaseCodec.Reply> reply = await(
                MessageType.LEASE_REPLY, payload -> Optional.ofNullable(LeaseCodec.decodeReply(payload)), deadline);
        reply.ifPresent(lease -> enter(lease.segment(), deadline));
        return reply.orElse(null);
    }

    /** Rings, to be closed by the caller, or null. */
    @Nullable
    LaneRings rings() {
        long deadline = Deadline.after(timeoutMillis);
        long sizeBytes = await(MessageType.RINGS_REPLY, RingsCodec::decodeReply, deadline);
        if (sizeBytes == RingsCodec.REFUSED) {
            return null;
        }
        if (!RingPair.isSize(sizeBytes)) {
            throw unexpected("rings of " + sizeBytes + " bytes", "a power of two from 4,096 to 268,435,456");
        }
        int[] descriptors = new int[LaneRings.DESCRIPTORS];
        int taken = 0;
        try {
            while (taken < descriptors.length) {
                descriptors[taken] = takeDescriptor("of rings", deadline);
                taken++;
            }
        } finally {
            for (int i = 0; i < taken && taken < descriptors.length; i++) {
                SharedMemory.closeDescriptor(descriptors[i]);
            }
        }
        return LaneRings.adopt((int) sizeBytes, descriptors, connection, storeName);
    }

    PlasmaError createAndSeal() {
        return await(MessageType.CREATE_AND_SEAL_REPLY, CreateAndSealCodec::decodeReply);
    }

    PlasmaError createAndSealBatch() {
        return await(MessageType.CREATE_AND_SEAL_BATCH_REPLY, CreateAndSealBatchCodec::decodeReply);
    }

    void abort(ObjectId id) {
        requireSame(id, await(MessageType.ABORT_REPLY, AbortCodec::decodeReply));
    }

    PlasmaError seal(ObjectId id) {
        SealCodec.Reply reply = await(MessageType.SEAL_REPLY, SealCodec::decodeReply);
        requireSame(id, reply.id());
        return reply.error();
    }

    List<@Nullable ObjectLocation> get(List<ObjectId> ids, long waitMillis) {
        long together = waitMillis + timeoutMillis;
        long deadline = waitMillis < 0 || together < 0 ? Deadline.NEVER : Deadline.after(together);
        GetCodec.Reply reply = await(MessageType.GET_REPLY, GetCodec::decodeReply, deadline);
        for (AnnouncedSegment segment : reply.segments()) {
            enter(segment, deadline);
        }
        if (!reply.ids().equals(ids)) {
            throw unexpected("a reply about the objects " + reply.ids(), "about " + ids);
        }
        for (ObjectLocation location : reply.locations()) {
            if (location != null && !segments.isKnown(location.segment())) {
                throw unexpected("an object in segment " + location.segment(), "a segment that was announced");
            }
        }
        return reply.locations();
    }

    List<DeleteOutcome> delete(List<ObjectId> ids) {
        DeleteCodec.Reply reply = await(MessageType.DELETE_REPLY, DeleteCodec::decodeReply);
        if (!reply.ids().equals(ids)) {
            throw unexpected("a reply about the objects " + reply.ids(), "about " + ids);
        }
        return reply.outcomes();
    }

    boolean contains(ObjectId id) {
        ContainsCodec.Reply reply = await(MessageType.CONTAINS_REPLY, ContainsCodec::decodeReply);
        requireSame(id, reply.id());
        return reply.present();
    }

    List<ObjectInfo> list() {
        return await(MessageType.LIST_REPLY, ListCodec::decodeReply);
    }

    long evict() {
        return await(MessageType.EVICT_REPLY, EvictCodec::decodeReply);
    }

    void refreshLru() {
        await(MessageType.REFRESH_LRU_REPLY, payload -> MessageType.REFRESH_LRU_REPLY);
    }

    PlasmaError setOptions() {
        return await(MessageType.SET_OPTIONS_REPLY, SetOptionsCodec::decodeReply);
    }

    String debugString() {
        return await(MessageType.GET_DEBUG_STRING_REPLY, DebugStringCodec::decodeReply);
    }

    private <R> R await(MessageType expected, Function<ByteBuffer, R> decoder) {
        return await(expected, decoder, Deadline.after(timeoutMillis));
    }

    private <R> R await(MessageType expected, Function<ByteBuffer, R> decoder, long deadline) {
        int length = framing.completeFrameBytes(inbox.unread());
        while (length == 0) {
            receiveMore(deadline);
            length = framing.completeFrameBytes(inbox.unread());
        }
        ByteBuffer frame = inbox.unread();
        MessageType found = Framing.type(frame);
        if (found != expected) {
            throw unexpected("a message " + found, "a message " + expected);
        }
        R reply = decoder.apply(Framing.payload(frame, length));
        inbox.consume(length);
        return reply;
    }

    private void receiveMore(long deadline) {
        int received = connection.receive(inbox, deadline);
        if (received == UnixSocketConnection.END_OF_STREAM) {
            throw new StoreConnectionException(storeName + " has gone: it closed the connection.");
        }
        if (received == 0) {
            throw new StoreConnectionException(
                    storeName + " did not answer within " + timeoutMillis + " ms; the connection is given up.");
        }
    }

    /** A segment that is new to this connection is followed by its descriptor; others are not. */
    private void enter(AnnouncedSegment segment, long deadline) {
        if (!segments.isKnown(segment.key())) {
            segments.add(segment, takeDescriptor("of segment " + segment.key(), deadline));
        }
    }

    private int takeDescriptor(String what, long deadline) {
        if (inbox.size() == 0) {
            receiveMore(deadline);
        }
        int fd = inbox.takeDescriptor();
        if (fd == Inbox.NO_DESCRIPTOR) {
            throw unexpected("no descriptor " + what, "one");
        }
        return fd;
    }

    private void requireSame(ObjectId asked, ObjectId answered) {
        if (!asked.equals(answered)) {
            throw unexpected("a reply about object " + answered, "about " + asked);
        }
    }

    private StoreProtocolException unexpected(String found, String expected) {
        return new StoreProtocolException(storeName + " sent " + found + "; expected " + expected + ".");
    }

    /** Closes the descriptors that were received and not asked for. */
    @Override
    public void close() {
        inbox.close();
    }
}
