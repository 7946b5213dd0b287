package dev.dal.store.core;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds places for objects, and makes room for them by evicting others (plasma-store.md sections 7.4, 7.5 and 7.7).
 * Nothing is evicted for a request that fails anyway, unless it fails for lack of memory.
 */
final class Placement {

    private final Room room;
    private final Eviction eviction;
    private final Effects effects;
    private final @Nullable ExternalStore external;
    private final Consumer<ObjectEntry> deletion;

    /**
     * A placement.
     *
     * @param external where evicted objects go; null to delete them
     * @param deletion deletes an object and tells subscribers
     */
    Placement(
            Room room,
            Eviction eviction,
            Effects effects,
            @Nullable ExternalStore external,
            Consumer<ObjectEntry> deletion) {
        this.room = room;
        this.eviction = eviction;
        this.effects = effects;
        this.external = external;
        this.deletion = deletion;
    }

    /** A place for a new object of a client; null if there is none. */
    @Nullable
    Block place(Client client, long sizeBytes, boolean evictIfFull) {
        Quota quota = client.quota;
        if (quota != null && evictIfFull && !enforce(quota, client, sizeBytes)) {
            return null;
        }
        return place(sizeBytes, evictIfFull);
    }

    /** Makes an object count that has its place already, for which others may be evicted; false if there is no room. */
    boolean admit(long sizeBytes) {
        if (!makeRoomFor(sizeBytes, true)) {
            return false;
        }
        room.count(sizeBytes);
        return true;
    }

    /** Sees to it that the capacity has room; false if it has none. */
    private boolean makeRoomFor(long sizeBytes, boolean evictIfFull) {
        if (sizeBytes > room.freeBytes()) {
            long missing = sizeBytes - room.freeBytes();
            if (!evictIfFull || missing > eviction.evictableBytes()) {
                return false;
            }
            makeRoom(missing);
        }
        // What could not be copied to the external store has stayed.
        return sizeBytes <= room.freeBytes();
    }

    /** A place that is charged to nobody. */
    private @Nullable Block place(long sizeBytes, boolean evictIfFull) {
        if (!makeRoomFor(sizeBytes, evictIfFull)) {
            return null;
        }
        while (sizeBytes <= room.freeBytes()) {
            try {
                return room.take(sizeBytes);
            } catch (SegmentRefusedException refusal) {
                // The capacity has room, but no place is long enough, and there is no memory for a new segment.
                if (!evictIfFull || eviction.evictableCount() == 0 || makeRoom(Math.max(1, sizeBytes)) == 0) {
                    effects.memoryRefused(sizeBytes, String.valueOf(refusal.getMessage()));
                    return null;
                }
            }
        }
        return null;
    }

    boolean hasRoom(long sizeBytes) {
        return sizeBytes <= room.freeBytes();
    }

    /** A place for several objects of one length, if there is one without evicting anything; null if not. */
    @Nullable
    Block placeTogether(int count, int sizeBytes) {
        if ((long) count * sizeBytes > room.freeBytes()) {
            return null;
        }
        try {
            return room.takeTogether(count, sizeBytes);
        } catch (SegmentRefusedException refusal) {
            return null; // one by one, others may be evicted for them, and the refusal is told
        }
    }

    /** Gives back what objects take that were placed together. */
    void freeTogether(Block block, long sizeBytes) {
        room.give(block, sizeBytes);
    }

    /** Cuts off what lies behind the first bytes of a block; both are in use. */
    Block cut(Block block, int firstBytes) {
        return room.cut(block, firstBytes);
    }

    /** Makes a client stay within its quota; false, with nothing done, if there will be no room for the object. */
    private boolean enforce(Quota quota, Client client, long sizeBytes) {
        if (sizeBytes > quota.capacityBytes) {
            effects.quotaExceeded(client.number, sizeBytes, quota.capacityBytes);
            return false;
        }
        List<ObjectEntry> leaving = quota.chooseFor(sizeBytes);
        long freed = 0;
        for (ObjectEntry entry : leaving) {
            freed += entry.isUnused() ? entry.sizeBytes() : 0;
        }
        if (sizeBytes - room.freeBytes() - freed > eviction.evictableBytes()) {
            return false;
        }
        for (ObjectEntry entry : leaving) {
            long entryBytes = entry.sizeBytes();
            if (!entry.isUnused()) {
                // It joins what everybody may evict once it is released.
                quota.remove(entry);
            } else if (!evict(entry)) {
                return false;
            }
            quota.countEvicted(entryBytes);
        }
        return true;
    }

    /** Evicts from the oldest on until enough is freed or nothing is left. Returns the bytes of what went. */
    long evict(long wantedBytes) {
        long freed = 0;
        int attempts = eviction.evictableCount();
        for (ObjectEntry oldest = eviction.oldest();
                oldest != null && freed < wantedBytes && attempts > 0;
                oldest = eviction.oldest()) {
            attempts--;
            long sizeBytes = oldest.sizeBytes();
            if (evict(oldest)) {
                eviction.countEvicted(sizeBytes);
                freed += sizeBytes;
            } else {
                eviction.refresh(oldest);
            }
        }
        return freed;
    }

    /** Brings an evicted object back; false if there is no room or its copy cannot be read. */
    boolean restore(ObjectEntry entry, long nowSeconds) {
        long sizeBytes = entry.sizeBytes();
        Block block = external == null ? null : place(sizeBytes, true);
        if (external == null || block == null) {
            return false;
        }
        if (!external.restore(entry.id(), entry.locationIn(block))) {
            room.give(block, sizeBytes);
            return false;
        }
        entry.restore(block, nowSeconds);
        return true;
    }

    /** Gives back what an object takes, here or outside. */
    void free(ObjectEntry entry) {
        if (!entry.isEvicted()) {
            room.give(entry.block(), entry.sizeBytes());
        } else if (external != null) {
            external.remove(entry.id());
        }
    }

    private boolean evict(ObjectEntry entry) {
        if (external == null) {
            deletion.accept(entry);
            return true;
        }
        if (!external.write(entry.id(), entry.location())) {
            return false;
        }
        entry.leaveLists();
        room.give(entry.block(), entry.sizeBytes());
        entry.evict();
        return true;
    }

    private long makeRoom(long missingBytes) {
        long usedBefore = room.usedBytes();
        long evictedBefore = eviction.evictedCount();
        evict(eviction.portion(missingBytes));
        long count = eviction.evictedCount() - evictedBefore;
        effects.evicted((int) count, usedBefore - room.usedBytes(), usedBefore);
        return count;
    }
}
