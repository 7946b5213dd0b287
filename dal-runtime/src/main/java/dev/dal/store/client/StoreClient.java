package dev.dal.store.client;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.EventSource;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.Notification;
import dev.dal.store.ObjectContent;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.ObjectNotFoundException;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreEndpoint;
import dev.dal.store.StoreException;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreInterruptedException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
import dev.dal.store.protocol.NotificationCodec;
import dev.dal.store.protocol.PlasmaDigest;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of an object store: this library's, or the original one of Apache Arrow 11.
 *
 * <p>Objects are read and written where they lie in shared memory. What a client holds, by a draft, a buffer or a view
 * exported from one, is neither evicted nor deleted; the store counts one hold per client and object, and the client
 * counts the rest (plasma-store.md section 6.1). Everything is released, and every draft lost, when the client is
 * closed or its process ends. A client that is lost without being closed is closed by the garbage collector once
 * nothing that it handed out is reachable either.
 *
 * <p>Thread-safe. Requests of several threads follow one another, each as long as the store takes for it. A get that
 * waits for objects delays the others by some milliseconds at most: longer waits take place on a connection of their
 * own, so that a store may see more connections than there are clients, and count one hold more while what was waited
 * for is handed over. Waits end when the thread is interrupted.
 *
 * <p>Every method throws {@link StoreConnectionException} once the store has gone or this client is closed, also while
 * it waits, and {@link StoreProtocolException} if the store's answer is malformed; the client is of no further use
 * then.
 *
 * <table>
 * <caption>What is called how in {@code pyarrow.plasma} and here</caption>
 * <tr><th>PlasmaClient</th><th>here</th></tr>
 * <tr><td>{@code connect(store_socket_name, num_retries)}</td><td>{@link #connect(Path, int)}</td></tr>
 * <tr><td>{@code contains}</td><td>{@link #contains}</td></tr>
 * <tr><td>{@code create}</td><td>{@link #create(ObjectId, long, long)}; metadata are written through the draft</td></tr>
 * <tr><td>{@code create_and_seal}</td><td>{@link #createAndSeal}</td></tr>
 * <tr><td>{@code decode_notification}</td><td>{@link #decodeNotification}</td></tr>
 * <tr><td>{@code delete}</td><td>{@link #delete(List)}</td></tr>
 * <tr><td>{@code disconnect}</td><td>{@link #close}</td></tr>
 * <tr><td>{@code evict}</td><td>{@link #evict}</td></tr>
 * <tr><td>{@code get}, {@code put} (of values)</td><td>{@code dev.dal.value.ValueClient}</td></tr>
 * <tr><td>{@code get_buffers(with_meta)}</td><td>{@link #get(List, long)}: a buffer has data and metadata</td></tr>
 * <tr><td>{@code get_metadata}</td><td>{@link #getMetadata}</td></tr>
 * <tr><td>{@code get_next_notification}</td><td>{@link #nextNotification}</td></tr>
 * <tr><td>{@code get_notification_socket}</td><td>{@link #notificationSocket}</td></tr>
 * <tr><td>{@code hash}</td><td>{@link #digest}</td></tr>
 * <tr><td>{@code list}</td><td>{@link #list}</td></tr>
 * <tr><td>{@code put_raw_buffer}</td><td>{@link #put}</td></tr>
 * <tr><td>{@code seal}</td><td>{@link ObjectDraft#seal()}</td></tr>
 * <tr><td>{@code store_capacity}</td><td>{@link #capacityBytes}</td></tr>
 * <tr><td>{@code store_socket_name}</td><td>{@link #socketPath}</td></tr>
 * <tr><td>{@code subscribe}</td><td>{@link #subscribe}</td></tr>
 * <tr><td>{@code to_capsule}</td><td>see below</td></tr>
 * <tr><td>{@code debug_string}, {@code set_client_options}</td><td>{@link #debugString}, {@link #setOptions}</td></tr>
 * <tr><td>C++ only: Abort, CreateAndSealBatch, Refresh</td><td>{@link ObjectDraft#abort}, {@link #createAndSealBatch},
 * {@link #refreshLru}</td></tr>
 * <tr><td>{@code ObjectID}, {@code PlasmaBuffer}</td><td>{@link ObjectId}, {@link ObjectBuffer}</td></tr>
 * <tr><td>{@code ObjectNotAvailable}</td><td>null; {@code dev.dal.value.ObjectNotAvailable} among values</td></tr>
 * </table>
 *
 * <p><b>{@code to_capsule}</b> hands the C++ client behind a Python one to native code, which then makes requests of its
 * own on the same connection. There is no C++ client here to hand over, and a connection cannot be shared by two who do
 * not know of each other's requests. Native code of the same process connects by {@link #socketPath()} with a client of
 * its own, which is what the store counts holds by anyway; a buffer is handed to it by the address of
 * {@link Region#export(long, int)}, which holds the object for as long as that NIO buffer is reachable.
 */
public final class StoreClient implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final Logger LOG = LoggerFactory.getLogger(StoreClient.class);

    private final StoreLink link;
    private final ClientSegments segments;
    private final HoldTable holds;
    private final ObjectCreator creator;
    private final ObjectGetter getter;
    private final @Nullable Path socketPath;
    private final Ending ending;
    private final Cleaner.Cleanable cleanable;
    private volatile @Nullable ClientEvents events;

    private StoreClient(StoreLink link, @Nullable Path socketPath) {
        Reaper reaper = new Reaper();
        this.link = link;
        this.segments = new ClientSegments(link);
        this.holds = new HoldTable(link);
        this.socketPath = socketPath;
        ObjectViews views = new ObjectViews(holds, segments, reaper);
        this.creator = new ObjectCreator(link, holds, views);
        this.getter = new ObjectGetter(link, holds, views);
        this.ending = new Ending(link, segments, reaper);
        // Of the holds, which every buffer, draft and view keeps reachable, as this client does.
        this.cleanable = CLEANER.register(holds, ending);
    }

    /**
     * Connects to a store, waiting up to about 8 seconds for it to appear.
     *
     * @param socket path of the store's socket
     * @return the client, to be closed by the caller
     * @throws StoreConnectionException if no store listens there, or the thread is interrupted while waiting
     */
    public static StoreClient connect(Path socket) {
        return connect(socket, StoreConnector.DEFAULT_RETRIES);
    }

    /**
     * Connects to a store.
     *
     * @param socket path of the store's socket
     * @param retries how often to try again if nobody listens, 100 ms later each; negative means 80 times
     * @return the client, to be closed by the caller
     * @throws StoreConnectionException if no store listens there, or the thread is interrupted while waiting
     */
    public static StoreClient connect(Path socket, int retries) {
        return new StoreClient(StoreConnector.connect(socket, retries), socket);
    }

    /**
     * Connects to a store of this JVM.
     *
     * @param store the store
     * @return the client, to be closed by the caller
     * @throws StoreConnectionException if the store is closed
     */
    public static StoreClient connect(StoreEndpoint store) {
        return new StoreClient(store.openLink(), null);
    }

    /**
     * The store's capacity.
     *
     * @return bytes, as given to the store at its start
     */
    public long capacityBytes() {
        return link.capacityBytes();
    }

    /**
     * Path of the store's socket.
     *
     * @return the path that was connected to; null if the store is one of this JVM
     */
    public @Nullable Path socketPath() {
        return socketPath;
    }

    /**
     * Begins an object, evicting what nobody uses if there is no room.
     *
     * @param id the new object
     * @param dataSize bytes of data
     * @param metadataSize bytes of metadata
     * @return the draft, to be sealed or closed by the caller
     * @throws IllegalArgumentException if a size, or their sum, is not within 0 to 2⁶³ − 1
     * @throws ObjectExistsException if the id is in use, in whatever state
     * @throws StoreFullException if there is no room, with who holds it
     */
    public ObjectDraft create(ObjectId id, long dataSize, long metadataSize) {
        return create(id, dataSize, metadataSize, true);
    }

    /**
     * Begins an object.
     *
     * @param id the new object
     * @param dataSize bytes of data
     * @param metadataSize bytes of metadata
     * @param evictIfFull whether objects that nobody uses may be evicted to make room
     * @return the draft, to be sealed or closed by the caller
     * @throws IllegalArgumentException if a size, or their sum, is not within 0 to 2⁶³ − 1
     * @throws ObjectExistsException if the id is in use, in whatever state
     * @throws StoreFullException if there is no room, with who holds it
     */
    public ObjectDraft create(ObjectId id, long dataSize, long metadataSize, boolean evictIfFull) {
        return creator.create(id, dataSize, metadataSize, evictIfFull);
    }

    /**
     * Begins an object that the store deletes with this client's hold on it, however that ends, and that is not evicted
     * before (dal-format.md section 1). Others can get it while it lives.
     *
     * @param id the new object, never used before: deletion is noted for the id
     * @param dataSize bytes of data
     * @param metadataSize bytes of metadata
     * @return the draft; the buffer that sealing it returns is the hold, keep it for as long as the object shall live
     * @throws IllegalArgumentException if a size, or their sum, is not within 0 to 2⁶³ − 1
     * @throws ObjectExistsException if the id is in use, in whatever state; that object is left alone
     * @throws StoreFullException if there is no room, with who holds it
     */
    public ObjectDraft createOwned(ObjectId id, long dataSize, long metadataSize) {
        return creator.createOwned(id, dataSize, metadataSize);
    }

    /**
     * Makes a sealed object by sending its bytes to the store, which is best for small ones; this client does not hold
     * it afterwards.
     *
     * @param id the new object
     * @param data its data, from position to limit; not changed
     * @param metadata its metadata, from position to limit; not changed
     * @throws IllegalArgumentException if there is about a gigabyte or more
     * @throws ObjectExistsException if the id is in use, in whatever state
     * @throws StoreFullException if there is no room, with who holds it
     */
    public void createAndSeal(ObjectId id, ByteBuffer data, ByteBuffer metadata) {
        creator.createAndSeal(id, data, metadata, PlasmaDigest.of(data, metadata));
    }

    /**
     * Makes a sealed object by copying its bytes into shared memory; this client does not hold it afterwards.
     *
     * @param id the new object
     * @param data its data, from position to limit; not changed
     * @param metadata its metadata, from position to limit; not changed
     * @throws ObjectExistsException if the id is in use, in whatever state
     * @throws StoreFullException if there is no room, with who holds it
     */
    public void put(ObjectId id, ByteBuffer data, ByteBuffer metadata) {
        creator.put(new ObjectContent(id, data, metadata));
    }

    /**
     * Makes several sealed objects at once, or none; this client does not hold them afterwards. Over a socket their
     * bytes travel with one request, and subscribers hear of all of them in one message, which the original store
     * survives only up to about 3 600 objects (plasma-store.md section 8).
     *
     * @param objects the new objects; their buffers are read from position to limit and not changed
     * @throws IllegalArgumentException if there is about a gigabyte or more
     * @throws ObjectExistsException if an id is in use, in whatever state, or occurs twice
     * @throws StoreFullException if there is no room for all of them, with who holds it
     */
    public void createAndSealBatch(List<ObjectContent> objects) {
        creator.createAndSealBatch(objects);
    }

    /**
     * Takes hold of a sealed object, waiting for it if it is missing.
     *
     * @param id the object
     * @param timeoutMillis longest wait in milliseconds; 0 does not wait, −1 waits without limit
     * @return the object, to be closed by the caller; null if it is not there
     * @throws IllegalArgumentException if the timeout is below −1
     * @throws StoreInterruptedException if the thread is interrupted while it waits
     */
    public @Nullable ObjectBuffer get(ObjectId id, long timeoutMillis) {
        return get(List.of(id), timeoutMillis).get(0);
    }

    /**
     * Takes hold of sealed objects, waiting until all of them are there. What this client itself is writing counts as
     * missing until another thread seals it.
     *
     * @param ids the objects; the same one may be asked for several times
     * @param timeoutMillis longest wait in milliseconds; 0 does not wait, −1 waits without limit
     * @return a buffer per id in the same order, to be closed by the caller; null for what is not there
     * @throws IllegalArgumentException if the timeout is below −1
     * @throws StoreInterruptedException if the thread is interrupted while it waits; nothing is held then
     */
    public List<@Nullable ObjectBuffer> get(List<ObjectId> ids, long timeoutMillis) {
        if (timeoutMillis < -1) {
            throw new IllegalArgumentException("timeoutMillis=" + timeoutMillis + " expected=-1..");
        }
        return getter.get(ids, timeoutMillis);
    }

    /**
     * Copies the metadata of sealed objects, waiting until all of them are there.
     *
     * @param ids the objects; the same one may be asked for several times
     * @param timeoutMillis longest wait in milliseconds; 0 does not wait, −1 waits without limit
     * @return metadata per id in the same order, empty if the object has none; null for what is not there
     * @throws IllegalArgumentException if the timeout is below −1
     * @throws ArithmeticException if metadata are longer than an array can be
     * @throws StoreInterruptedException if the thread is interrupted while it waits
     */
    public List<byte @Nullable []> getMetadata(List<ObjectId> ids, long timeoutMillis) {
        List<byte @Nullable []> metadata = new ArrayList<>(ids.size());
        List<@Nullable ObjectBuffer> buffers = get(ids, timeoutMillis);
        try {
            for (ObjectBuffer buffer : buffers) {
                metadata.add(buffer == null ? null : copy(buffer.metadata()));
            }
            return metadata;
        } finally {
            buffers.stream().filter(Objects::nonNull).forEach(ObjectBuffer::close);
        }
    }

    private static byte[] copy(Region bytes) {
        return bytes.bytes(0, Math.toIntExact(bytes.length()));
    }

    /**
     * Deletes an object, now or when its last hold ends.
     *
     * @param id the object
     * @return what became of it
     */
    public DeleteOutcome delete(ObjectId id) {
        return delete(List.of(id)).get(0);
    }

    /**
     * Deletes objects, each now or when its last hold ends. Unlike the original client this one tells the store at
     * once, also of objects that it holds itself.
     *
     * @param ids the objects
     * @return what became of each, in the same order
     */
    public List<DeleteOutcome> delete(List<ObjectId> ids) {
        return link.delete(ids);
    }

    /**
     * Whether a sealed object is in the store.
     *
     * @param id the object
     * @return true if it can be got
     */
    public boolean contains(ObjectId id) {
        return holds.isReadable(id) || link.contains(id);
    }

    /**
     * Everything in the store.
     *
     * @return all objects in every state, in no order
     */
    public List<ObjectInfo> list() {
        return link.list();
    }

    /**
     * Evicts objects that nobody uses, the longest unused first, until enough bytes are free or none is left.
     *
     * @param wantedBytes bytes of data and metadata to free; 0 evicts nothing
     * @return bytes of what was evicted
     * @throws IllegalArgumentException if the number is negative
     */
    public long evict(long wantedBytes) {
        if (wantedBytes < 0) {
            throw new IllegalArgumentException("wantedBytes=" + wantedBytes + " expected=0..");
        }
        return link.evict(wantedBytes);
    }

    /**
     * Marks objects that nobody uses as used just now, in the given order. Others are ignored.
     *
     * @param ids the objects
     */
    public void refreshLru(List<ObjectId> ids) {
        link.refreshLru(ids);
    }

    /**
     * Computes the digest of an object anew.
     *
     * @param id the object
     * @return the digest as a little-endian number (plasma-store.md section 5)
     * @throws ObjectNotFoundException if it is not there
     */
    public long digest(ObjectId id) {
        try (ObjectBuffer buffer = get(id, 0)) {
            if (buffer == null) {
                throw new ObjectNotFoundException("There is no sealed object " + id + " in the store.");
            }
            Region data = buffer.data();
            Region metadata = buffer.metadata();
            return PlasmaDigest.of(data.length(), data::window, metadata.length(), metadata::window);
        }
    }

    /**
     * Sets the name of this client and reserves a part of the store's capacity for the objects that it makes; at most
     * once.
     *
     * @param clientName name for the store's debug text
     * @param outputMemoryQuotaBytes bytes that this client's objects may take
     * @throws StoreFullException if the store refuses the quota
     */
    public void setOptions(String clientName, long outputMemoryQuotaBytes) {
        link.setOptions(clientName, outputMemoryQuotaBytes);
    }

    /**
     * The store's own account of its memory (plasma-store.md section 7.6).
     *
     * @return lines of text without a newline at the end
     */
    public String debugString() {
        return link.debugString();
    }

    /**
     * Begins the subscription of this client; at most once. What is heard is either polled from the result or taken by
     * {@link #nextNotification}.
     *
     * @return the events, closed with this client at the latest; keeps this client reachable
     * @throws IllegalStateException if this client has subscribed before
     */
    public EventSource subscribe() {
        ClientEvents begun = new ClientEvents(this, link.subscribe());
        events = begun;
        return begun;
    }

    /**
     * Opens this client's lane (docs/protocol.md section 8), in place of a subscription; at most once. For this library's
     * own packages.
     *
     * @return the lane, closed with this client at the latest; null if the store has no such extension
     * @throws IllegalStateException if this client has subscribed or has a lane
     */
    public @Nullable LaneLink openLane() {
        return link.openLane();
    }

    /**
     * Where an object lies that this client's lane holds, so that it can be read without being got. The lane's hold is the
     * caller's to end, and what was read of the object must not be used after that. For this library's own packages.
     *
     * @param location the location as the lane told it
     * @return the segment that the object lies in, mapped for reading as long as it or a region of it is reachable; null if
     *     the descriptor of the segment is not here yet, so that the object has to be got
     * @throws StoreProtocolException if the location is not inside the segment
     */
    public @Nullable MappedSegment readable(ObjectLocation location) {
        return segments.mappedIfKnown(location);
    }

    /**
     * Leases memory of the store, to write objects there that the lane makes by {@link dev.dal.store.Lane#sealAt} (docs/protocol.md
     * section 8.2). It is given back by {@link dev.dal.store.Lane#giveUp}, and with this client at the latest. For this
     * library's own packages.
     *
     * @param wantedBytes bytes wanted
     * @return the lease, with as many bytes or more; null if the store refuses or has no such extension, or there is no lane
     * @throws IllegalArgumentException if the number is not positive
     */
    public @Nullable LeasedMemory lease(long wantedBytes) {
        return link.lease(wantedBytes);
    }

    /**
     * Leased memory, to be written. For this library's own packages: whoever writes there when it was given up, or when this
     * client is closed, may write into others' objects.
     *
     * @param lease what {@link #lease} returned
     * @return a writable region whose lifetime nobody ends; what it holds is undefined
     * @throws StoreException if it cannot be mapped
     */
    public Region map(LeasedMemory lease) {
        ObjectLocation place = new ObjectLocation(lease.segment(), lease.offset(), lease.lengthBytes(), 0);
        return ClientSegments.data(
                segments.mapped(place, MappedSegment.Access.READ_WRITE), place, Lifetime.unbounded());
    }

    /**
     * Takes the next notification of this client's subscription, waiting for it.
     *
     * @param timeoutMillis longest wait in milliseconds; 0 does not wait, negative waits without limit
     * @return the notification; null if none came in that time
     * @throws IllegalStateException if this client has not subscribed
     * @throws StoreInterruptedException if the thread is interrupted while it waits
     */
    public @Nullable Notification nextNotification(long timeoutMillis) {
        ClientEvents begun = events;
        if (begun == null) {
            throw new IllegalStateException("This client has not subscribed. Call subscribe() first.");
        }
        return begun.next(timeoutMillis);
    }

    /**
     * Begins the subscription of this client; at most once. Its bytes are read as the store sends them, by programs
     * that have a loop of their own.
     *
     * @return the subscriber's end of the notification socket, closed with this client at the latest
     * @throws IllegalStateException if this client has subscribed before
     * @throws UnsupportedOperationException if the store is one of this JVM, to which there is no socket
     */
    public NotificationSocket notificationSocket() {
        if (link instanceof SocketLink socket) {
            NotificationSocket bytes = socket.subscribeRaw();
            bytes.keep(this);
            return bytes;
        }
        throw new UnsupportedOperationException(
                "There is no socket to a store of this JVM. Use subscribe(), or connect by the store's socket path.");
    }

    /**
     * Reads one message of a notification socket.
     *
     * @param message the message from position to limit, without the eight bytes of its length; not changed
     * @return what it says, in order; more than one for batches
     * @throws StoreProtocolException if it is malformed
     */
    public static List<Notification> decodeNotification(ByteBuffer message) {
        NotificationQueue said = new NotificationQueue();
        NotificationCodec.decode(message.slice().order(ByteOrder.LITTLE_ENDIAN), said);
        return said.all();
    }

    /**
     * Tells how namespaces, the first four bytes of ids, are called in the reports of a full store.
     *
     * @param names display name of a prefix, empty where it is not known; called on any thread that finds the store full
     */
    public void nameNamespaces(IntFunction<String> names) {
        creator.nameNamespaces(names);
    }

    /**
     * Ends all buffers and drafts, before the connection ends and the store gives their memory to others. For this library's own
     * packages, where something else of the connection ends first. Doing so twice is harmless.
     */
    public void endViews() {
        holds.close();
    }

    /**
     * Ends the connection: the store releases what this client holds and forgets its drafts. Buffers and drafts can no
     * longer be read and written, and waits of other threads end. Closing twice is harmless.
     */
    @Override
    public void close() {
        holds.close();
        ending.closed = true;
        cleanable.clean();
    }

    /** Ends the connection. Knows nothing of the client and of its holds, which could not become garbage otherwise. */
    private static final class Ending implements Runnable {

        private final StoreLink link;
        private final ClientSegments segments;
        private final Reaper reaper;
        private volatile boolean closed;

        Ending(StoreLink link, ClientSegments segments, Reaper reaper) {
            this.link = link;
            this.segments = segments;
            this.reaper = reaper;
        }

        @Override
        public void run() {
            if (!closed) {
                LOG.warn("A client of a store was lost without being closed; its connection is closed now.");
            }
            try {
                link.close();
            } finally {
                segments.close();
                reaper.close();
            }
        }
    }
}
