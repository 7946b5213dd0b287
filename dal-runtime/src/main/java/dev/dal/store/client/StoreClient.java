package dev.dal.store.client;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectNotFoundException;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreEndpoint;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.memory.Region;
import dev.dal.store.protocol.PlasmaDigest;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client of an object store: this library's, or the original one of Apache Arrow 11.
 *
 * <p>Objects are read and written where they lie in shared memory. What a client holds, by a draft, a buffer or a view
 * exported from one, is neither evicted nor deleted; the store counts one hold per client and object, and the client
 * counts the rest (plasma-store.md section 6.1). Everything is released, and every draft lost, when the client is
 * closed or its process ends. Thread-safe: requests of several threads follow one another, and one that waits for
 * objects delays the others, except for closing what was got.
 *
 * <p>Every method throws {@link StoreConnectionException} once the store has gone or this client is closed, also while
 * it waits, and {@link StoreProtocolException} if the store's answer is malformed; the client is of no further use
 * then.
 */
public final class StoreClient implements AutoCloseable {

    private final StoreLink link;
    private final HoldTable holds;
    private final ClientSegments segments;
    private final Reaper reaper = new Reaper();
    private final ObjectCreator creator;
    private final ObjectGetter getter;

    private StoreClient(StoreLink link) {
        this.link = link;
        this.holds = new HoldTable(link);
        this.segments = new ClientSegments(link);
        ObjectViews views = new ObjectViews(holds, segments, reaper);
        this.creator = new ObjectCreator(link, holds, views);
        this.getter = new ObjectGetter(link, holds, views);
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
        return new StoreClient(StoreConnector.connect(socket, retries));
    }

    /**
     * Connects to a store of this JVM.
     *
     * @param store the store
     * @return the client, to be closed by the caller
     * @throws StoreConnectionException if the store is closed
     */
    public static StoreClient connect(StoreEndpoint store) {
        return new StoreClient(store.openLink());
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
        try (ObjectDraft draft = create(id, data.remaining(), metadata.remaining())) {
            copy(data, draft.data());
            copy(metadata, draft.metadata());
            draft.seal().close();
        }
    }

    private static void copy(ByteBuffer source, Region target) {
        ByteBuffer left = source.duplicate();
        long offset = 0;
        while (left.hasRemaining()) {
            int step = Math.min(left.remaining(), Region.WINDOW_BYTES);
            target.window(offset, step).put(0, left, left.position(), step);
            left.position(left.position() + step);
            offset += step;
        }
    }

    /**
     * Takes hold of a sealed object, waiting for it if it is missing.
     *
     * @param id the object
     * @param timeoutMillis longest wait in milliseconds; 0 does not wait, −1 waits without limit
     * @return the object, to be closed by the caller; null if it is not there
     * @throws IllegalArgumentException if the timeout is below −1
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
     */
    public List<@Nullable ObjectBuffer> get(List<ObjectId> ids, long timeoutMillis) {
        if (timeoutMillis < -1) {
            throw new IllegalArgumentException("timeoutMillis=" + timeoutMillis + " expected=-1..");
        }
        return getter.get(ids, timeoutMillis);
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
     * Begins the subscription of this client; at most once.
     *
     * @return the events, closed with this client at the latest
     * @throws IllegalStateException if this client has subscribed before
     */
    public EventSource subscribe() {
        return link.subscribe();
    }

    /**
     * Ends the connection: the store releases what this client holds and forgets its drafts. Buffers and drafts can no
     * longer be read and written, and waits of other threads end. Closing twice is harmless.
     */
    @Override
    public void close() {
        holds.close();
        try {
            link.close();
        } finally {
            segments.close();
            reaper.close();
        }
    }
}
