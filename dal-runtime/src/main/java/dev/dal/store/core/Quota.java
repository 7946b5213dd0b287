package dev.dal.store.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of the capacity that one client has reserved, and the objects charged to it, the oldest first: whether they
 * are in use or not, only creation and refreshing count (plasma-store.md section 7.5).
 */
final class Quota {

    final String clientName;
    final long capacityBytes;
    private final Set<ObjectEntry> objects = new LinkedHashSet<>();
    private long usedBytes;
    private long evictedCount;
    private long evictedBytes;

    Quota(String clientName, long capacityBytes) {
        this.clientName = clientName;
        this.capacityBytes = capacityBytes;
    }

    /** Charges a new object. */
    void add(ObjectEntry entry) {
        objects.add(entry);
        usedBytes += entry.sizeBytes();
        entry.quota = this;
    }

    /** An object is gone, or belongs to everybody from now on. */
    void remove(ObjectEntry entry) {
        if (objects.remove(entry)) {
            usedBytes -= entry.sizeBytes();
            entry.quota = null;
        }
    }

    /** Makes an object the youngest. */
    void refresh(ObjectEntry entry) {
        if (objects.remove(entry)) {
            objects.add(entry);
        }
    }

    /** The oldest objects, as many as have to leave for a new one of the given size. */
    List<ObjectEntry> chooseFor(long sizeBytes) {
        List<ObjectEntry> chosen = new ArrayList<>();
        long missing = sizeBytes - (capacityBytes - usedBytes);
        for (ObjectEntry entry : objects) {
            if (missing <= 0) {
                break;
            }
            chosen.add(entry);
            missing -= entry.sizeBytes();
        }
        return chosen;
    }

    /** All objects, the oldest first. */
    List<ObjectEntry> objects() {
        return List.copyOf(objects);
    }

    int objectCount() {
        return objects.size();
    }

    /** Number of charged objects that somebody holds. */
    long heldCount() {
        return objects.stream().filter(entry -> entry.refCount > 0).count();
    }

    long usedBytes() {
        return usedBytes;
    }

    /** Counts an object that left to make room, be it evicted or only handed over to everybody. */
    void countEvicted(long sizeBytes) {
        evictedCount++;
        evictedBytes += sizeBytes;
    }

    long evictedCount() {
        return evictedCount;
    }

    long evictedBytes() {
        return evictedBytes;
    }
}
