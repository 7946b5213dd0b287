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

    private final Effects effects;
    private final Room room;
    private final Subscriptions subscriptions;
    private final ObjectTable table = new ObjectTable();
    private final DeferredDeletions deferred = new DeferredDeletions(table);
    private final References references = new References();
    private final Eviction eviction;
    private int objectCount;

    Lifecycle(Room room, Subscriptions subscriptions, Effects effects) {
        this.room = room;
        this.subscriptions = subscriptions;
        this.effects = effects;
        this.eviction = new Eviction(room.capacityBytes());
    }

    ObjectTable table() {
        return table;
    }

    Eviction eviction() {
        return eviction;
    }

    /** All objects in every state, in no order. */
    List<ObjectInfo> list() {
        List<ObjectInfo> all = new ArrayList<>(objectCount);
        table.forEach(entry -> {
            if (entry.state != null) {
                all.add(entry.info());
            }
        });
        return all;
    }

    /** The places of all objects that somebody holds, in no order. */
    List<ObjectLocation> heldLocations() {
        List<ObjectLocation> held = new ArrayList<>();
        table.forEach(entry -> {
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
        if (find(id) != null) {
            return CreateResult.EXISTS;
        }
        long sizeBytes = dataSize + metadataSize;
        if (dataSize < 0 || metadataSize < 0 || sizeBytes < 0) {
            return CreateResult.OUT_OF_MEMORY;
        }
        Block block = reserve(sizeBytes, evictIfFull);
        if (block == null) {
            return CreateResult.OUT_OF_MEMORY;
        }
        ObjectEntry entry = table.findOrAdd(id);
        deferred.objectComes(entry);
        entry.create(block, dataSize, metadataSize, now);
        objectCount++;
        client.unsealed.append(entry);
        references.add(client, entry);
        return new CreateResult(Outcome.OK, entry.location());
    }

    /** Seals an unsealed object. The caller tells subscribers, serves waiters, and calls {@link #settle} at last. */
    void seal(ObjectEntry entry, long digest, long now) {
        leaveList(entry);
        entry.seal(digest, now);
    }

    /** What becomes of a sealed object that nobody holds: deleted if that is due, or the last to be evicted. */
    void settle(ObjectEntry entry) {
        if (!entry.isSealed() || entry.refCount > 0) {
            return;
        }
        if (deferred.take(entry)) {
            delete(entry);
        } else if (entry.list == null) {
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
        if (!entry.isSealed()) {
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
        long freed = 0;
        ObjectEntry oldest = eviction.oldest();
        while (freed < wantedBytes && oldest != null) {
            long sizeBytes = oldest.sizeBytes();
            delete(oldest);
            eviction.countEvicted(sizeBytes);
            freed += sizeBytes;
            oldest = eviction.oldest();
        }
        return freed;
    }

    /** Forgets an id about which nothing is left to know. */
    void forgetIfIdle(ObjectEntry entry) {
        deferred.forgetIfIdle(entry);
    }

    /** Finds a place; evicts for it if that is allowed, and then only if it can succeed. */
    private @Nullable Block reserve(long sizeBytes, boolean evictIfFull) {
        long missing = sizeBytes - room.freeBytes();
        if (missing > 0) {
            if (!evictIfFull || missing > eviction.evictableBytes()) {
                return null;
            }
            makeRoom(missing);
        }
        while (true) {
            try {
                return room.take(sizeBytes);
            } catch (SegmentRefusedException refusal) {
                // The capacity has room, but no place is long enough, and there is no memory for a new segment.
                if (!evictIfFull || eviction.evictableCount() == 0) {
                    effects.memoryRefused(sizeBytes, String.valueOf(refusal.getMessage()));
                    return null;
                }
                makeRoom(sizeBytes);
            }
        }
    }

    private void makeRoom(long missingBytes) {
        long usedBefore = room.usedBytes();
        long evictedBefore = eviction.evictedCount();
        long freed = evict(eviction.portion(missingBytes));
        effects.evicted((int) (eviction.evictedCount() - evictedBefore), freed, usedBefore);
    }

    private void delete(ObjectEntry entry) {
        ObjectId id = entry.id();
        erase(entry);
        subscriptions.deleted(id);
    }

    private void erase(ObjectEntry entry) {
        leaveList(entry);
        room.give(entry.block(), entry.sizeBytes());
        entry.clear();
        objectCount--;
        deferred.objectGone(entry);
    }

    private static void leaveList(ObjectEntry entry) {
        if (entry.list != null) {
            entry.list.remove(entry);
        }
    }
}
