package dev.dal.store.client;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.EventSource;
import dev.dal.store.Extensions;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectContent;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.ObjectNotFoundException;
import dev.dal.store.SegmentDescriptor;
import dev.dal.store.StoreException;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.protocol.ConnectCodec;
import dev.dal.store.protocol.CreateAndSealBatchCodec;
import dev.dal.store.protocol.CreateAndSealCodec;
import dev.dal.store.protocol.CreateCodec;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.LeaseCodec;
import dev.dal.store.protocol.PlasmaError;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A link to a store over a Unix socket.
 *
 * <p>One request is under way at a time, from its first byte to the last of its reply; only Release, which has no
 * reply, overtakes a reply that is waited for. Gets that wait long do so on connections of their own. A request that
 * fails half-way ends the link, since nobody knows what would come next.
 */
final class SocketLink implements StoreLink {

    /** How long a store may take to answer, on top of what it was asked to wait. */
    static final long ANSWER_MILLIS = 60_000;

    private final UnixSocketConnection connection;
    private final SegmentBook segments = new SegmentBook();
    private final StoreProxy proxy;
    private final ReplyAdapter replies;
    private final String storeName;
    private final Turn turn = new Turn();
    private final long capacityBytes;
    private final PatientGets patientGets;
    private final LinkSubscription subscription;
    private volatile boolean hasSlabs;

    private SocketLink(UnixSocketConnection connection, Path socket, long answerMillis) {
        String storeName = "The store at " + socket;
        this.connection = connection;
        this.patientGets = new PatientGets(this, () -> open(socket, answerMillis));
        this.storeName = storeName;
        this.proxy = new StoreProxy(connection, answerMillis);
        this.subscription = new LinkSubscription(connection, proxy, storeName);
        this.replies = new ReplyAdapter(connection, segments, storeName, answerMillis);
        this.capacityBytes = connect();
    }

    /**
     * Opens a link.
     *
     * @param socket path of the store's socket
     * @param answerMillis how long the store may take to answer
     * @return the link
     * @throws dev.dal.store.StoreConnectionException if nobody listens there or answers
     * @throws StoreProtocolException if who listens is no store
     */
    static SocketLink open(Path socket, long answerMillis) {
        UnixSocketConnection connection = UnixSocketConnection.connect(socket);
        try {
            return new SocketLink(connection, socket, answerMillis);
        } catch (RuntimeException | Error failure) {
            connection.close();
            throw failure;
        }
    }

    private long connect() {
        try (Turn now = turn.begin()) {
            proxy.connect();
            return now.complete(replies.connect());
        }
    }

    @Override
    public long capacityBytes() {
        return capacityBytes;
    }

    @Override
    public ObjectLocation create(ObjectId id, long dataSize, long metadataSize, boolean evictIfFull) {
        try (Turn now = turn.begin()) {
            proxy.create(id, evictIfFull, dataSize, metadataSize);
            CreateCodec.Reply reply = replies.create(id);
            ObjectLocation location = reply.location();
            if (location != null && (location.dataSize() != dataSize || location.metadataSize() != metadataSize)) {
                throw new StoreProtocolException(storeName + " made " + location + "; expected sizes " + dataSize
                        + " and " + metadataSize + ".");
            }
            now.complete(reply);
            if (location == null) {
                throw creationFailure(id, dataSize + metadataSize, reply.error());
            }
            return location;
        }
    }

    @Override
    public void createAndSeal(ObjectId id, ByteBuffer data, ByteBuffer metadata, long digest, boolean evictIfFull) {
        long size = (long) data.remaining() + metadata.remaining();
        requireInline("An object", size, CreateAndSealCodec.OVERHEAD_BYTES);
        try (Turn now = turn.begin()) {
            proxy.createAndSeal(id, evictIfFull, data, metadata, digest);
            PlasmaError error = now.complete(replies.createAndSeal());
            if (error != PlasmaError.OK) {
                throw creationFailure(id, size, error);
            }
        }
    }

    @Override
    public void createAndSealBatch(List<ObjectContent> objects, long[] digests, boolean evictIfFull) {
        long size = 0;
        List<CreateAndSealBatchCodec.Item> items = new ArrayList<>(objects.size());
        for (int i = 0; i < objects.size(); i++) {
            ObjectContent object = objects.get(i);
            size += object.sizeBytes();
            items.add(new CreateAndSealBatchCodec.Item(object.id(), object.data(), object.metadata(), digests[i]));
        }
        requireInline("A batch", size, CreateAndSealBatchCodec.overheadBytes(items.size()));
        try (Turn now = turn.begin()) {
            proxy.createAndSealBatch(evictIfFull, items);
            PlasmaError error = now.complete(replies.createAndSealBatch());
            switch (error) {
                case OK -> {}
                case OBJECT_EXISTS ->
                    throw new ObjectExistsException("One of the " + items.size()
                            + " objects of a batch is in the store already, sealed or not, or occurs twice; none was"
                            + " made. Use other ids.");
                case OUT_OF_MEMORY ->
                    throw new StoreFullException(
                            "There is no room for the " + size + " bytes of a batch of " + items.size()
                                    + " objects in a store of " + capacityBytes + " bytes; none was made.",
                            size);
                case OBJECT_NOT_FOUND, OBJECT_NOT_SEALED, OBJECT_IN_USE -> throw unexpected("batch", error);
            }
        }
    }

    private static void requireInline(String what, long sizeBytes, long overheadBytes) {
        long most = Framing.DEFAULT_LONGEST_PAYLOAD_BYTES - overheadBytes;
        if (sizeBytes > most) {
            throw new IllegalArgumentException(what + " of " + sizeBytes
                    + " bytes is too long to travel with a request; expected at most " + most
                    + ". Use create and seal.");
        }
    }

    private StoreException creationFailure(ObjectId id, long sizeBytes, PlasmaError error) {
        return switch (error) {
            case OBJECT_EXISTS ->
                new ObjectExistsException("Object " + id
                        + " is in the store already, sealed or not. Use another id, or delete it first.");
            case OUT_OF_MEMORY ->
                new StoreFullException(
                        "There is no room for the " + sizeBytes + " bytes of object " + id + " in a store of "
                                + capacityBytes + " bytes.",
                        sizeBytes);
            case OK, OBJECT_NOT_FOUND, OBJECT_NOT_SEALED, OBJECT_IN_USE -> unexpected("creation", error);
        };
    }

    private StoreProtocolException unexpected(String request, PlasmaError error) {
        return new StoreProtocolException(storeName + " answered a " + request + " with " + error + ".");
    }

    @Override
    public void abort(ObjectId id) {
        try (Turn now = turn.begin()) {
            proxy.abort(id);
            replies.abort(id);
            now.complete(id);
        }
    }

    @Override
    public void seal(ObjectId id, long digest) {
        try (Turn now = turn.begin()) {
            proxy.seal(id, digest);
            PlasmaError error = now.complete(replies.seal(id));
            switch (error) {
                case OK -> {}
                case OBJECT_NOT_FOUND ->
                    throw new ObjectNotFoundException(
                            "Object " + id + " cannot be sealed: the store does not know it.");
                case OBJECT_EXISTS ->
                    throw new ObjectExistsException(
                            "Object " + id + " cannot be sealed: somebody has sealed it already.");
                case OUT_OF_MEMORY, OBJECT_NOT_SEALED, OBJECT_IN_USE -> throw unexpected("seal", error);
            }
        }
    }

    @Override
    public List<@Nullable ObjectLocation> get(List<ObjectId> ids, long timeoutMillis) {
        return patientGets.get(ids, timeoutMillis);
    }

    /** A Get that keeps all other requests but Release waiting until it is answered. */
    List<@Nullable ObjectLocation> getAlone(List<ObjectId> ids, long timeoutMillis) {
        try (Turn now = turn.begin()) {
            proxy.get(ids, timeoutMillis);
            return now.complete(replies.get(ids, timeoutMillis));
        }
    }

    @Override
    public void release(ObjectId id) {
        proxy.release(id);
    }

    @Override
    public List<DeleteOutcome> delete(List<ObjectId> ids) {
        try (Turn now = turn.begin()) {
            proxy.delete(ids);
            return now.complete(replies.delete(ids));
        }
    }

    @Override
    public boolean contains(ObjectId id) {
        try (Turn now = turn.begin()) {
            proxy.contains(id);
            return now.complete(replies.contains(id));
        }
    }

    @Override
    public List<ObjectInfo> list() {
        try (Turn now = turn.begin()) {
            proxy.list();
            return now.complete(replies.list());
        }
    }

    @Override
    public long evict(long wantedBytes) {
        try (Turn now = turn.begin()) {
            proxy.evict(wantedBytes);
            return now.complete(replies.evict());
        }
    }

    @Override
    public void refreshLru(List<ObjectId> ids) {
        try (Turn now = turn.begin()) {
            proxy.refreshLru(ids);
            replies.refreshLru();
            now.complete(ids);
        }
    }

    @Override
    public void setOptions(String clientName, long outputMemoryQuotaBytes) {
        try (Turn now = turn.begin()) {
            proxy.setOptions(clientName, outputMemoryQuotaBytes);
            PlasmaError error = now.complete(replies.setOptions());
            if (error == PlasmaError.OUT_OF_MEMORY) {
                throw new StoreFullException(
                        "The store refuses a quota of " + outputMemoryQuotaBytes + " bytes for '" + clientName
                                + "': quotas take at most 70 % of its " + capacityBytes
                                + " bytes, and a quota cannot be changed once set.",
                        outputMemoryQuotaBytes);
            }
            if (error != PlasmaError.OK) {
                throw unexpected("quota", error);
            }
        }
    }

    @Override
    public String debugString() {
        try (Turn now = turn.begin()) {
            proxy.debugString();
            return now.complete(replies.debugString());
        }
    }

    @Override
    public EventSource subscribe() {
        return subscription.events();
    }

    /**
     * Begins the subscription and hands out its bytes as they come.
     *
     * @return the subscriber's end of the notification socket, closed with this link at the latest
     * @throws IllegalStateException if this link has subscribed before
     */
    NotificationSocket subscribeRaw() {
        return subscription.bytes();
    }

    @Override
    public synchronized @Nullable LaneLink openLane() {
        subscription.requireNotBegun();
        long rings = Extensions.haveRings() ? ConnectCodec.RINGS : 0;
        long granted = Extensions.areOn() ? offer(ConnectCodec.CALLS | ConnectCodec.SLABS | rings) : 0;
        if ((granted & ConnectCodec.CALLS) == 0) {
            return null;
        }
        LaneLink lane = beginLane((granted & rings) == 0 ? null : askForRings());
        hasSlabs = (granted & ConnectCodec.SLABS) != 0;
        return lane;
    }

    @Override
    public @Nullable LeasedMemory lease(long wantedBytes) {
        if (wantedBytes <= 0) {
            throw new IllegalArgumentException("wantedBytes=" + wantedBytes + " expected=1..");
        }
        if (!hasSlabs) {
            return null;
        }
        try (Turn now = turn.begin()) {
            proxy.lease(wantedBytes);
            LeaseCodec.Reply reply = replies.lease();
            if (reply != null && reply.lease().lengthBytes() < wantedBytes) {
                throw new StoreProtocolException(
                        storeName + " leased " + reply.lease() + "; expected " + wantedBytes + " bytes or more.");
            }
            now.complete(wantedBytes);
            return reply == null ? null : reply.lease();
        }
    }

    private LaneLink beginLane(@Nullable LaneRings rings) {
        try {
            return subscription.lane(rings);
        } catch (RuntimeException | Error failure) {
            if (rings != null) {
                rings.close();
            }
            throw failure;
        }
    }

    private @Nullable LaneRings askForRings() {
        try (Turn now = turn.begin()) {
            proxy.rings();
            LaneRings rings = replies.rings();
            now.complete(storeName);
            return rings;
        }
    }

    private long offer(long features) {
        try (Turn now = turn.begin()) {
            proxy.offer(features);
            return now.complete(replies.granted());
        }
    }

    @Override
    public SegmentDescriptor takeSegment(int key) {
        return segments.take(key);
    }

    @Override
    public void close() {
        connection.close();
        patientGets.close();
        subscription.close();
        turn.lock.lock();
        try {
            replies.close();
            segments.close();
        } finally {
            turn.lock.unlock();
        }
    }

    /** Ends the connection, and the request under way, without waiting for it; {@link #close} must follow. */
    void endNow() {
        connection.close();
    }

    /** Whether another thread waits to make a request. */
    boolean isContended() {
        return turn.lock.hasQueuedThreads();
    }

    /** The one request that may be under way. Ends the link if it is left before it is complete. */
    private final class Turn implements AutoCloseable {

        private final ReentrantLock lock = new ReentrantLock();
        private boolean complete;

        /** What was asked of the lane before comes before. */
        Turn begin() {
            lock.lock();
            complete = false;
            try {
                subscription.flushLane();
            } catch (RuntimeException failure) {
                lock.unlock();
                throw failure;
            }
            return this;
        }

        /** Notes that all bytes of the reply were read. */
        <R> R complete(R reply) {
            complete = true;
            return reply;
        }

        @Override
        public void close() {
            try {
                if (!complete) {
                    connection.close();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
