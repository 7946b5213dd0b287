package dev.dal.store.core;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.ObjectState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows about one id. The object itself is there if {@link #state} is not null; without it the entry
 * remembers who waits for the id and whether a deletion is due.
 */
final class ObjectEntry extends ProbingTable.Node implements SealedObject {

    /** The segment of an object that is in none. */
    private static final int NOWHERE = -1;

    /** Distinguishes entries; for hashing. */
    final int serial;

    private @Nullable ObjectId id;

    /** Null while there is no object. */
    @Nullable
    ObjectState state;

    private @Nullable Block block;
    private @Nullable ObjectLocation location;
    private long createTimeSeconds;
    private long constructDurationSeconds;
    private long digest;

    /** Number of clients that hold the object. */
    int refCount;

    /** Two of the references to the object; see {@link References}. */
    References.@Nullable Hold oneHold;

    References.@Nullable Hold otherHold;

    /** Whether the object, or the next one of this id, is to be deleted when its last reference goes. */
    boolean deleteAtLastRelease;

    /** A lane handed the object to all who know of it, so that none of them has to be told when it is gone. */
    boolean onlyHandedOver;

    /** The Gets that wait for this id, oldest first. */
    @Nullable
    Waiter firstWaiter;

    @Nullable
    Waiter lastWaiter;

    /** The quota that the object is charged to. */
    @Nullable
    Quota quota;

    /** The list that this entry is in, with its neighbours there. */
    @Nullable
    ObjectList list;

    @Nullable
    ObjectEntry previous;

    @Nullable
    ObjectEntry next;

    ObjectEntry(int serial) {
        this.serial = serial;
    }

    void name(@Nullable ObjectId newId) {
        id = newId;
    }

    /** Begins an unsealed object. */
    void create(Block newBlock, long dataSize, long metadataSize, long nowSeconds) {
        block = newBlock;
        location = new ObjectLocation(newBlock.segmentKey(), newBlock.offset(), dataSize, metadataSize);
        state = ObjectState.CREATED;
        onlyHandedOver = false;
        createTimeSeconds = nowSeconds;
        constructDurationSeconds = -1;
        digest = 0;
    }

    /** Seals an unsealed object. */
    void seal(long newDigest, long nowSeconds) {
        state = ObjectState.SEALED;
        digest = newDigest;
        constructDurationSeconds = Math.max(0, nowSeconds - createTimeSeconds);
    }

    /** The object lies in the external store alone from now on. */
    void evict() {
        ObjectLocation last = location();
        state = ObjectState.EVICTED;
        block = null;
        location = new ObjectLocation(NOWHERE, 0, last.dataSize(), last.metadataSize());
    }

    /** Where the object would lie in a block. */
    ObjectLocation locationIn(Block place) {
        ObjectLocation last = location();
        return new ObjectLocation(place.segmentKey(), place.offset(), last.dataSize(), last.metadataSize());
    }

    /** An evicted object is back; its times begin anew, and its digest is lost (plasma-store.md section 7.7). */
    void restore(Block newBlock, long nowSeconds) {
        location = locationIn(newBlock);
        block = newBlock;
        state = ObjectState.SEALED;
        createTimeSeconds = nowSeconds;
        constructDurationSeconds = 0;
        digest = 0;
    }

    /** Leaves its list and its quota. */
    void leaveLists() {
        if (list != null) {
            list.remove(this);
        }
        if (quota != null) {
            quota.remove(this);
        }
    }

    /** Ends the object. */
    void clear() {
        state = null;
        block = null;
        location = null;
    }

    boolean isSealed() {
        return state == ObjectState.SEALED;
    }

    boolean isUnsealed() {
        return state == ObjectState.CREATED;
    }

    boolean isEvicted() {
        return state == ObjectState.EVICTED;
    }

    /** Whether the object is sealed and nobody holds it. */
    boolean isUnused() {
        return state == ObjectState.SEALED && refCount == 0;
    }

    /** Whether nothing would be lost with this entry. */
    boolean isIdle() {
        return state == null && firstWaiter == null && !deleteAtLastRelease;
    }

    Block block() {
        return Objects.requireNonNull(block);
    }

    /** What the object counts against the capacity; 0 if there is none. */
    long sizeBytes() {
        return location == null ? 0 : location.dataSize() + location.metadataSize();
    }

    ObjectInfo info() {
        ObjectLocation where = location();
        return new ObjectInfo(
                id(),
                where.dataSize(),
                where.metadataSize(),
                refCount,
                createTimeSeconds,
                constructDurationSeconds,
                digest,
                !isUnsealed());
    }

    @Override
    public ObjectId id() {
        return Objects.requireNonNull(id);
    }

    @Override
    public ObjectLocation location() {
        return Objects.requireNonNull(location);
    }

    @Override
    public long digest() {
        return digest;
    }
}
