package dev.dal.store.core;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of objects: made, sealed, held, released, and gone by abort, deletion or eviction. Tells subscribers of
 * deletions; whoever seals tells them of that.
 */
final class Lifecycle {

    private final Subscriptions subscriptions;
    private final ObjectTable table = new ObjectTable(new InRanges());
    private final DeferredDeletions deferred = new DeferredDeletions(table);
    private final References references = new References();
    private final Eviction eviction;
    private final Quotas quotas;
    private final Placement placement;
    private final Lanes lanes;
    private final Ranges ranges;
    private final Leases leases;
    private int objectCount;

    /** Objects of ranges, for whoever asks for them one by one. */
    private final class InRanges implements ObjectTable.Elsewhere, Ranges.Dissolution {
        @Override
        public boolean bring(ObjectId id) {
            ObjectRange range = ranges.find(id);
            if (range != null) {
                ranges.dissolve(range, this);
            }
            return range != null;
        }

        @Override
        public void bringAll() {
            ranges.dissolveAll(this);
        }

        @Override
        public ObjectEntry entry(ObjectRange range, ObjectId id, Block block) {
            ObjectEntry entry = table.add(id);
            entry.create(block, range.sizeBytes(), 0, range.createTimeSeconds());
            entry.seal(range.digest(), range.createTimeSeconds());
            entry.onlyHandedOver = true;
            deferred.defer(entry);
            objectCount++;
            return entry;
        }
    }

    Lifecycle(Room room, Subscriptions subscriptions, Effects effects, @Nullable ExternalStore external) {
        this.subscriptions = subscriptions;
        this.eviction = new Eviction(room.capacityBytes());
        this.quotas = new Quotas(room.capacityBytes());
        this.placement = new Placement(room, eviction, effects, external, this::delete);
        this.ranges = new Ranges(references, placement);
        this.leases = new Leases(room);
        this.lanes = new Lanes(effects, references, table, eviction, ranges);
    }

    Ranges ranges() {
        return ranges;
    }

    Leases leases() {
        return leases;
    }

    ObjectTable table() {
        return table;
    }

    Lanes lanes() {
        return lanes;
    }

    Eviction eviction() {
        return eviction;
    }

    Quotas quotas() {
        return quotas;
    }

    /** Bytes of the objects that somebody holds. */
    long heldBytes() {
        return references.heldBytes();
    }

    /** All objects in every state, in no order. */
    List<ObjectInfo> list() {
        List<ObjectInfo> all = new ArrayList<>(objectCount);
        table.visitAll(entry -> {
            if (entry.state != null) {
                all.add(entry.info());
            }
        });
        return all;
    }

    /** Bytes of all objects that are here, added up one by one. */
    long sumOfSizes() {
        long[] sum = {ranges.totalBytes()};
        table.forEach(entry -> sum[0] += entry.isEvicted() ? 0 : entry.sizeBytes());
        return sum[0];
    }

    /** The places of all objects that somebody holds, and all that is leased, in no order. */
    List<ObjectLocation> heldLocations() {
        List<ObjectLocation> held = leases.places();
        table.visitAll(entry -> {
            if (entry.refCount > 0) {
                held.add(entry.location());
            }
        });
        return held;
    }

    /** The entry of an object that is there in some state; null if there is none. */
    @Nullable
    ObjectEntry find(ObjectId id) {
        ObjectEntry entry = table.find(id);
        return entry == null || entry.state == null ? null : entry;
    }

    /** Makes an unsealed object that the client holds. */
    CreateResult create(Client client, ObjectId id, long dataSize, long metadataSize, boolean evictIfFull, long now) {
        ObjectEntry known = table.find(id);
        if (known != null && known.state != null) {
            return CreateResult.EXISTS;
        }
        ObjectEntry entry = make(client, id, known, dataSize, metadataSize, evictIfFull, now);
        if (entry == null) {
            return CreateResult.OUT_OF_MEMORY;
        }
        client.unsealed.append(entry);
        if (client.quota != null) {
            client.quota.add(entry);
        }
        references.add(client, entry);
        return new CreateResult(Outcome.OK, entry.location());
    }

    /**
     * Makes an unsealed object that nobody holds; null if there is no room.
     *
     * @param known the entry of the id, which has no object, or null if there is none
     */
    @Nullable
    ObjectEntry make(
            Client client,
            ObjectId id,
            @Nullable ObjectEntry known,
            long dataSize,
            long metadataSize,
            boolean evictIfFull,
            long now) {
        long sizeBytes = dataSize + metadataSize;
        if (dataSize < 0 || metadataSize < 0 || sizeBytes < 0) {
            return null;
        }
        endRangesIfFull(sizeBytes);
        Block block = placement.place(client, sizeBytes, evictIfFull);
        if (block == null) {
            return null;
        }
        return begin(id, known, block, dataSize, metadataSize, now);
    }

    /**
     * Makes an unsealed object that nobody holds of leased memory; null if there is no room for it under the capacity.
     *
     * @param known as above
     * @param place where it lies, in a lease of the lane
     */
    @Nullable
    ObjectEntry makeAt(Client lane, ObjectId id, @Nullable ObjectEntry known, ObjectLocation place, long now) {
        long sizeBytes = place.dataSize() + place.metadataSize();
        endRangesIfFull(sizeBytes);
        if (!placement.admit(sizeBytes)) {
            return null;
        }
        return begin(id, known, leases.take(lane, place), place.dataSize(), place.metadataSize(), now);
    }

    private ObjectEntry begin(
            ObjectId id, @Nullable ObjectEntry known, Block block, long dataSize, long metadataSize, long now) {
        // To make room may have cost an entry that only remembered a deletion.
        ObjectEntry entry = known == null ? table.add(id) : table.findOrAdd(id);
        deferred.objectComes(entry);
        entry.create(block, dataSize, metadataSize, now);
        objectCount++;
        return entry;
    }

    /** Seals an unsealed object. The caller tells subscribers, serves waiters, and calls {@link #settle} at last. */
    void seal(ObjectEntry entry, long digest, long now) {
        if (entry.list != null) {
            entry.list.remove(entry);
        }
        entry.seal(digest, now);
    }

    /** What becomes of a sealed object that nobody holds: deleted if that is due, or the last to be evicted. */
    void settle(ObjectEntry entry) {
        if (!entry.isUnused()) {
            return;
        }
        if (deferred.take(entry)) {
            delete(entry);
        } else if (entry.list == null && entry.quota == null) {
            eviction.add(entry);
        }
    }

    boolean holds(Client client, ObjectEntry entry) {
        return references.holds(client, entry);
    }

    /** Makes a client hold a sealed object, if it does not yet. */
    void hold(Client client, ObjectEntry entry) {
        if (references.add(client, entry)) {
            eviction.remove(entry);
        }
    }

    /** Ends a client's hold. */
    boolean release(Client client, ObjectEntry entry) {
        boolean held = references.remove(client, entry);
        if (held) {
            settle(entry);
        }
        return held;
    }

    /** Makes a lane hold a sealed object once more. */
    void retain(Client lane, ObjectEntry entry) {
        references.retain(lane, entry);
        eviction.remove(entry);
    }

    /** Ends one hold of a lane. */
    void giveBack(Client lane, ObjectEntry entry) {
        if (references.giveBack(lane, entry)) {
            settle(entry);
        }
    }

    /** From now on an object goes with its last hold. */
    void own(ObjectEntry entry) {
        deferred.defer(entry);
    }

    /** Where room is short, what has gone of ranges counts no more. */
    private void endRangesIfFull(long sizeBytes) {
        if (!ranges.isEmpty() && !placement.hasRoom(sizeBytes)) {
            endRanges();
        }
    }

    /** Makes the objects of all ranges like any other. */
    void endRanges() {
        ranges.dissolveAll(new InRanges());
    }

    /** The object that a client has held longest, or null. */
    @Nullable
    ObjectEntry firstHeldBy(Client client) {
        return references.firstHeldBy(client);
    }

    /** Takes back an unsealed object. Nobody is told, and who waits for the id goes on waiting. */
    void discard(Client creator, ObjectEntry entry) {
        references.remove(creator, entry);
        erase(entry);
    }

    DeleteOutcome delete(ObjectId id) {
        ObjectEntry entry = find(id);
        if (entry == null) {
            return DeleteOutcome.NOT_FOUND;
        }
        if (entry.isUnsealed()) {
            deferred.defer(entry);
            return DeleteOutcome.DEFERRED_UNSEALED;
        }
        if (entry.refCount > 0) {
            deferred.defer(entry);
            return DeleteOutcome.DEFERRED_IN_USE;
        }
        delete(entry);
        return DeleteOutcome.DELETED;
    }

    /** Evicts from the oldest on until enough is freed or nothing is left. Returns the bytes of what went. */
    long evict(long wantedBytes) {
        return placement.evict(wantedBytes);
    }

    /** Brings an evicted object back; false if that is not possible now. */
    boolean restore(ObjectEntry entry, long nowSeconds) {
        endRangesIfFull(entry.sizeBytes());
        return placement.restore(entry, nowSeconds);
    }

    /** Makes an object the last to go among those it would go with. */
    void refresh(ObjectEntry entry) {
        if (entry.quota != null) {
            entry.quota.refresh(entry);
        } else {
            eviction.refresh(entry);
        }
    }

    /** A client is about to leave: what was charged to it belongs to everybody. */
    void giveBackQuota(Client client) {
        quotas.giveBack(client).forEach(this::settle);
    }

    /** Forgets an id about which nothing is left to know. */
    void forgetIfIdle(ObjectEntry entry) {
        deferred.forgetIfIdle(entry);
    }

    private void delete(ObjectEntry entry) {
        ObjectId id = entry.id();
        boolean onlyHandedOver = entry.onlyHandedOver;
        erase(entry);
        subscriptions.deleted(id);
        lanes.gone(id, onlyHandedOver);
    }

    private void erase(ObjectEntry entry) {
        entry.leaveLists();
        placement.free(entry);
        entry.clear();
        objectCount--;
        deferred.objectGone(entry);
    }
}
