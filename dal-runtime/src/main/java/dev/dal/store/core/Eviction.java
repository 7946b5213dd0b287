package dev.dal.store.core;

import org.jspecify.annotations.Nullable;

/**
 * The objects that may be evicted, in the order of their last release, and how much goes at a time (plasma-store.md
 * section 7.4). Only sealed objects that nobody holds are ever in here.
 */
final class Eviction {

    /** At least this part of the capacity is freed at a time. */
    private static final int LEAST_SHARE = 5;

    private final long capacityBytes;
    private final ObjectList leastRecent = new ObjectList();
    private long evictedCount;
    private long evictedBytes;

    Eviction(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** An object was released for the last time: it goes last. */
    void add(ObjectEntry entry) {
        leastRecent.append(entry);
    }

    /** An object is used again or gone. Others are ignored. */
    void remove(ObjectEntry entry) {
        leastRecent.remove(entry);
    }

    /** Makes an object the last to go. Objects that cannot be evicted are ignored. */
    void refresh(ObjectEntry entry) {
        if (leastRecent.remove(entry)) {
            leastRecent.append(entry);
        }
    }

    /** The next object to go, or null. */
    @Nullable
    ObjectEntry oldest() {
        return leastRecent.first();
    }

    /** How much to free where some is missing. */
    long portion(long missingBytes) {
        return Math.max(missingBytes, capacityBytes / LEAST_SHARE);
    }

    /** What could be freed in all. */
    long evictableBytes() {
        return leastRecent.sizeBytes();
    }

    int evictableCount() {
        return leastRecent.count();
    }

    void countEvicted(long sizeBytes) {
        evictedCount++;
        evictedBytes += sizeBytes;
    }

    /** Number of objects evicted so far. */
    long evictedCount() {
        return evictedCount;
    }

    /** Bytes of the objects evicted so far. */
    long evictedBytes() {
        return evictedBytes;
    }
}
