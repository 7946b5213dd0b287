package dev.dal.store.server;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
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
import dev.dal.store.protocol.FrameWriter;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.GetCodec;
import dev.dal.store.protocol.LeaseCodec;
import dev.dal.store.protocol.ListCodec;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.protocol.RefreshLruCodec;
import dev.dal.store.protocol.ReleaseCodec;
import dev.dal.store.protocol.RingsCodec;
import dev.dal.store.protocol.SealCodec;
import dev.dal.store.protocol.SetOptionsCodec;
import dev.dal.store.protocol.SubscribeCodec;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.UnixSocketConnection;
import dev.dal.store.transport.UnixSocketPair;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that knows the bytes of the protocol and nothing else, so that it can also send wrong ones. */
final class RawClient implements AutoCloseable {

    static final long SOON_MILLIS = 10_000;
    static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final UnixSocketConnection connection;
    final FrameWriter writer = new FrameWriter();
    private final Inbox inbox = new Inbox(64 << 20);
    private final Framing framing = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);
    private final Map<Integer, Region> segments = new HashMap<>();
    private @Nullable RawRings rings;

    RawClient(Path socket) {
        connection = UnixSocketConnection.connect(socket);
    }

    void send(ByteBuffer frame) {
        if (rings == null) {
            connection.send(frame, Deadline.after(SOON_MILLIS));
        } else {
            rings.send(frame);
        }
    }

    void sendBytes(byte... bytes) {
        send(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
    }

    /** The payload of the next frame, which must be of the given type. */
    ByteBuffer reply(MessageType expected) {
        int frameBytes = framing.completeFrameBytes(inbox.unread());
        while (frameBytes == 0) {
            receive();
            frameBytes = framing.completeFrameBytes(inbox.unread());
        }
        ByteBuffer frame = inbox.unread();
        MessageType type = Framing.type(frame);
        if (type != expected) {
            throw new AssertionError("expected " + expected + " but found " + type);
        }
        ByteBuffer payload = ByteBuffer.allocate(frameBytes - Framing.HEADER_BYTES);
        payload.put(Framing.payload(frame, frameBytes)).flip();
        inbox.consume(frameBytes);
        return payload;
    }

    private void receive() {
        int received = connection.receive(inbox, Deadline.after(SOON_MILLIS));
        if (received == 0) {
            throw new AssertionError("no answer within " + SOON_MILLIS + " ms");
        }
        if (received == UnixSocketConnection.END_OF_STREAM) {
            throw new StoreConnectionException("end of stream");
        }
    }

    /** Whether nothing comes for a moment. */
    boolean isSilent() {
        return inbox.size() == 0 && connection.receive(inbox, Deadline.after(50)) == 0;
    }

    /** Whether the store closes the connection before it sends anything more. */
    boolean isClosedByStore() {
        try {
            return connection.receive(inbox, Deadline.after(SOON_MILLIS)) == UnixSocketConnection.END_OF_STREAM;
        } catch (StoreConnectionException reset) {
            return String.valueOf(reset.getMessage()).contains("reset");
        }
    }

    /** Maps the segments of an answer that are new, as the original client does. */
    private void takeSegments(List<AnnouncedSegment> announced) {
        for (AnnouncedSegment segment : announced) {
            if (!segments.containsKey(segment.key())) {
                try (SharedMemory memory = SharedMemory.adopt(takeDescriptor(), segment.usableBytes())) {
                    segments.put(
                            segment.key(),
                            memory.map(MappedSegment.Access.READ_WRITE)
                                    .region(0, memory.usableBytes(), Lifetime.unbounded()));
                }
            }
        }
    }

    /** Number of segments that were sent. */
    int segmentCount() {
        return segments.size();
    }

    Region data(ObjectLocation location) {
        return segments.get(location.segment()).slice(location.dataOffset(), location.dataSize());
    }

    /** Data, and metadata behind them. */
    Region region(ObjectLocation location) {
        return segments.get(location.segment())
                .slice(location.dataOffset(), location.dataSize() + location.metadataSize());
    }

    String text(ObjectLocation location) {
        Region data = data(location);
        return new String(data.bytes(0, (int) data.length()), StandardCharsets.US_ASCII);
    }

    long connect() {
        send(ConnectCodec.encodeRequest(writer));
        return ConnectCodec.decodeReply(reply(MessageType.CONNECT_REPLY));
    }

    /** Offers extensions; those that are granted. */
    long offer(long features) {
        send(ConnectCodec.encodeOffer(writer, features));
        return ConnectCodec.decodeGrant(reply(MessageType.CONNECT_REPLY));
    }

    /** Opens the lane, which must be granted. */
    RawLane openLane() {
        return openLane(ConnectCodec.CALLS);
    }

    /** Opens the lane with some features, which must be granted. */
    RawLane openLane(long features) {
        if (offer(features) != features) {
            throw new AssertionError("The extension is not granted.");
        }
        return new RawLane(this, subscribe().connection);
    }

    /** Opens the lane with rings, which must be granted. */
    RawLane openRingLane() {
        long features = ConnectCodec.CALLS | ConnectCodec.SLABS | ConnectCodec.RINGS;
        if (offer(features) != features) {
            throw new AssertionError("The extension is not granted.");
        }
        RawRings made = askForRings();
        if (made == null) {
            throw new AssertionError("Rings are refused.");
        }
        RawSubscriber subscriber = subscribe();
        rings = made;
        return new RawLane(this, subscriber.connection, made);
    }

    /** Asks for rings; null if they are refused. */
    @Nullable
    RawRings askForRings() {
        send(RingsCodec.encodeRequest(writer));
        int size = (int) RingsCodec.decodeReply(reply(MessageType.RINGS_REPLY));
        return size == RingsCodec.REFUSED
                ? null
                : new RawRings(size, takeDescriptor(), takeDescriptor(), takeDescriptor());
    }

    private int takeDescriptor() {
        if (inbox.size() == 0) {
            receive();
        }
        return inbox.takeDescriptor();
    }

    void sendLease(long wantedBytes) {
        send(LeaseCodec.encodeRequest(writer, wantedBytes));
    }

    /** Leases memory; null if it is refused. */
    @Nullable
    LeasedMemory lease(long wantedBytes) {
        sendLease(wantedBytes);
        LeaseCodec.Reply reply = LeaseCodec.decodeReply(reply(MessageType.LEASE_REPLY));
        if (reply == null) {
            return null;
        }
        takeSegments(List.of(reply.segment()));
        return reply.lease();
    }

    CreateCodec.Reply create(ObjectId id, long dataSize) {
        send(CreateCodec.encodeRequest(writer, id, true, dataSize, 0));
        return created();
    }

    CreateCodec.Reply created() {
        CreateCodec.Reply reply = CreateCodec.decodeReply(reply(MessageType.CREATE_REPLY));
        if (reply.segment() != null) {
            takeSegments(List.of(reply.segment()));
        }
        return reply;
    }

    PlasmaError seal(ObjectId id) {
        send(SealCodec.encodeRequest(writer, id, 1));
        return SealCodec.decodeReply(reply(MessageType.SEAL_REPLY)).error();
    }

    PlasmaError put(ObjectId id, String text) {
        ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        send(CreateAndSealCodec.encodeRequest(writer, id, true, data, NOTHING, 1));
        return CreateAndSealCodec.decodeReply(reply(MessageType.CREATE_AND_SEAL_REPLY));
    }

    PlasmaError putBatch(List<CreateAndSealBatchCodec.Item> items) {
        send(CreateAndSealBatchCodec.encodeRequest(writer, true, items));
        return CreateAndSealBatchCodec.decodeReply(reply(MessageType.CREATE_AND_SEAL_BATCH_REPLY));
    }

    void sendGet(long timeoutMillis, ObjectId... ids) {
        send(GetCodec.encodeRequest(writer, List.of(ids), timeoutMillis));
    }

    List<@Nullable ObjectLocation> got() {
        GetCodec.Reply reply = GetCodec.decodeReply(reply(MessageType.GET_REPLY));
        takeSegments(reply.segments());
        return reply.locations();
    }

    @Nullable
    ObjectLocation get(ObjectId id) {
        sendGet(0, id);
        return got().get(0);
    }

    void release(ObjectId id) {
        send(ReleaseCodec.encodeRequest(writer, id));
    }

    List<DeleteOutcome> delete(ObjectId... ids) {
        send(DeleteCodec.encodeRequest(writer, List.of(ids)));
        return DeleteCodec.decodeReply(reply(MessageType.DELETE_REPLY)).outcomes();
    }

    void abort(ObjectId id) {
        send(AbortCodec.encodeRequest(writer, id));
        AbortCodec.decodeReply(reply(MessageType.ABORT_REPLY));
    }

    boolean contains(ObjectId id) {
        send(ContainsCodec.encodeRequest(writer, id));
        return ContainsCodec.decodeReply(reply(MessageType.CONTAINS_REPLY)).present();
    }

    List<ObjectInfo> list() {
        send(ListCodec.encodeRequest(writer));
        return ListCodec.decodeReply(reply(MessageType.LIST_REPLY));
    }

    long evict(long wantedBytes) {
        send(EvictCodec.encodeRequest(writer, wantedBytes));
        return EvictCodec.decodeReply(reply(MessageType.EVICT_REPLY));
    }

    /** Whether the store gives the quota. */
    PlasmaError setOptions(String name, long quotaBytes) {
        send(SetOptionsCodec.encodeRequest(writer, name, quotaBytes));
        return SetOptionsCodec.decodeReply(reply(MessageType.SET_OPTIONS_REPLY));
    }

    String debugText() {
        send(DebugStringCodec.encodeRequest(writer));
        return DebugStringCodec.decodeReply(reply(MessageType.GET_DEBUG_STRING_REPLY));
    }

    void refresh(ObjectId... ids) {
        send(RefreshLruCodec.encodeRequest(writer, List.of(ids)));
        reply(MessageType.REFRESH_LRU_REPLY);
    }

    /** Subscribes; the end at which notifications arrive. */
    RawSubscriber subscribe() {
        UnixSocketPair pair = UnixSocketPair.open("a test's subscription");
        send(SubscribeCodec.encodeRequest(writer));
        connection.sendDescriptor(pair.second().fd(), Deadline.after(SOON_MILLIS));
        pair.second().abandon();
        return new RawSubscriber(pair.first());
    }

    @Override
    public void close() {
        inbox.close();
        connection.close();
        if (rings != null) {
            rings.close();
        }
    }
}
