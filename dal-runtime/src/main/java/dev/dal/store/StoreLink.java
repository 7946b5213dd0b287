package dev.dal.store;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a store, whatever carries it: a Unix socket, or a call into a store of the same JVM.
 *
 * <p>The methods are the requests of the Plasma protocol with their answers (plasma-store.md section 4). References are
 * counted once per link, as the store does. Implementations are safe for use by several threads. Every method throws
 * {@link StoreConnectionException} once the store has gone or the link is closed, and {@link StoreProtocolException}
 * if the answer is malformed.
 */
public interface StoreLink extends AutoCloseable {

    /**
     * The store's capacity.
     *
     * @return bytes, as given to the store at its start
     */
    long capacityBytes();

    /**
     * Makes an unsealed object that this link holds.
     *
     * @param id the new object
     * @param dataSize bytes of data
     * @param metadataSize bytes of metadata
     * @param evictIfFull whether unused objects may be evicted to make room
     * @return where the object lies
     * @throws ObjectExistsException if the id is in use, in whatever state
     * @throws StoreFullException if there is no room
     */
    ObjectLocation create(ObjectId id, long dataSize, long metadataSize, boolean evictIfFull);

    /**
     * Makes and seals an object from bytes that travel with the request; the link does not hold it afterwards.
     *
     * @param id the new object
     * @param data its data; read from position to limit
     * @param metadata its metadata; read from position to limit
     * @param digest its digest
     * @param evictIfFull whether unused objects may be evicted to make room
     * @throws ObjectExistsException if the id is in use, in whatever state
     * @throws StoreFullException if there is no room
     */
    void createAndSeal(ObjectId id, ByteBuffer data, ByteBuffer metadata, long digest, boolean evictIfFull);

    /**
     * Makes and seals several objects, or none, from bytes that travel with one request; the link holds none of them
     * afterwards.
     *
     * @param objects the new objects; their bytes are read from position to limit
     * @param digests their digests, in the same order
     * @param evictIfFull whether unused objects may be evicted to make room
     * @throws ObjectExistsException if an id is in use, in whatever state, or occurs twice
     * @throws StoreFullException if there is no room for all of them
     */
    void createAndSealBatch(List<ObjectContent> objects, long[] digests, boolean evictIfFull);

    /**
     * Takes back an unsealed object that this link made. Unknown objects are ignored.
     *
     * @param id the object
     */
    void abort(ObjectId id);

    /**
     * Seals an object; the link still holds it.
     *
     * @param id the object
     * @param digest its digest
     * @throws ObjectNotFoundException if the store says that there is no such object
     * @throws ObjectExistsException if the store says that it is sealed already
     */
    void seal(ObjectId id, long digest);

    /**
     * Takes hold of sealed objects, waiting for those that are missing. When the thread is interrupted while it waits,
     * this returns early, as if the time were up, and the interrupt status stays set.
     *
     * @param ids the objects, no id twice
     * @param timeoutMillis longest wait; 0 does not wait, −1 waits without limit
     * @return one location per id in the same order, null for what is not there
     */
    List<@Nullable ObjectLocation> get(List<ObjectId> ids, long timeoutMillis);

    /**
     * Gives up this link's hold on an object.
     *
     * @param id an object that this link holds
     */
    void release(ObjectId id);

    /**
     * Deletes objects, now or when their last reference goes.
     *
     * @param ids the objects
     * @return one outcome per id in the same order
     */
    List<DeleteOutcome> delete(List<ObjectId> ids);

    /**
     * Whether a sealed object is there.
     *
     * @param id the object
     * @return true if it can be got
     */
    boolean contains(ObjectId id);

    /**
     * Everything in the store.
     *
     * @return all objects in every state, in no order
     */
    List<ObjectInfo> list();

    /**
     * Evicts objects that nobody uses, the longest unused first, until enough bytes are free or none is left.
     *
     * @param wantedBytes bytes of data and metadata to free; 0 evicts nothing
     * @return bytes of what was evicted
     */
    long evict(long wantedBytes);

    /**
     * Marks objects that nobody uses as used just now, in the given order. Others are ignored.
     *
     * @param ids the objects
     */
    void refreshLru(List<ObjectId> ids);

    /**
     * Sets the name of this link and reserves a part of the capacity for the objects that it makes; at most once.
     *
     * @param clientName name for the store's debug text
     * @param outputMemoryQuotaBytes bytes that this link's objects may take
     * @throws StoreFullException if the store refuses the quota
     */
    void setOptions(String clientName, long outputMemoryQuotaBytes);

    /**
     * The store's own account of its memory (plasma-store.md section 7.6).
     *
     * @return lines of text without a newline at the end
     */
    String debugString();

    /**
     * Begins the subscription of this link; at most once.
     *
     * @return the events, to be closed with the link
     * @throws IllegalStateException if this link has subscribed before
     */
    EventSource subscribe();

    /**
     * Opens the lane of this link, in place of a subscription; at most once.
     *
     * @return the lane, which ends with the link; null if the store does not know the calls extension, or it is
     *     switched off
     * @throws StoreConnectionException if the store has gone or the link is closed
     * @throws IllegalStateException if this link has subscribed or has a lane
     */
    @Nullable
    LaneLink openLane();

    /**
     * Leases memory, in which objects can be written for {@link Lane#sealAt}. It is given back by {@link Lane#giveUp}, and with
     * the link at the latest.
     *
     * @param wantedBytes bytes wanted
     * @return the lease, with as many bytes or more, whose segment can be {@linkplain #takeSegment taken}; null if the store
     *     refuses, does not know the slabs extension, or this link has no lane
     * @throws StoreConnectionException if the store has gone or the link is closed
     * @throws IllegalArgumentException if the number is not positive
     */
    @Nullable
    LeasedMemory lease(long wantedBytes);

    /**
     * The descriptor of a segment that one of this link's answers named; to be asked for once per segment.
     *
     * @param key key of the segment
     * @return the segment; its descriptor now belongs to the caller
     * @throws IllegalStateException if the segment was never named, or was taken already
     */
    SegmentDescriptor takeSegment(int key);

    /** Ends the link: everything it holds is released, what it left unsealed is gone. Closing twice is harmless. */
    @Override
    void close();
}
