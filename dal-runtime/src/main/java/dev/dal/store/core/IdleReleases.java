package dev.dal.store.core;

import dev.dal.store.ObjectId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Releases that a lane owes for objects that it could not make, since one of the id was there that nobody can hold
 * yet: they end no hold. How much of that is remembered is bounded.
 */
final class IdleReleases {

    /** Of most lanes there are none; the eldest of so many are forgotten. */
    static final int MOST_IDS = 1024;

    private Map<ObjectId, Integer> counts = Map.of();

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** One release more of an id will have no effect. */
    void add(ObjectId id) {
        if (counts.isEmpty()) {
            counts = new LinkedHashMap<>();
        }
        counts.merge(id, 1, Integer::sum);
        if (counts.size() > MOST_IDS) {
            counts.remove(counts.keySet().iterator().next());
        }
    }

    /** Whether a release of an id has no effect; it is used up thereby. */
    boolean take(ObjectId id) {
        if (counts.isEmpty()) {
            return false;
        }
        Integer count = counts.remove(id);
        if (count == null) {
            return false;
        }
        if (count > 1) {
            counts.put(id, count - 1);
        }
        return true;
    }
}
