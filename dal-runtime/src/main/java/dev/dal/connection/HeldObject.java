package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;

/**
 * A hold on a sealed object: as long as it lasts the object is neither deleted nor evicted.
 *
 * <p>For this library's own packages; users hold objects by {@link Ref}. Thread-safe.
 */
public interface HeldObject extends AutoCloseable {

    /**
     * The object.
     *
     * @return its id
     */
    ObjectId id();

    /**
     * The data.
     *
     * @return a read-only region, valid until {@link #close()}
     */
    Region data();

    /**
     * The data with another lifetime.
     *
     * @param lifetime until when the region may be used, not longer than this hold lasts
     * @param owner what the region keeps reachable
     * @return a read-only region
     */
    default Region data(Lifetime lifetime, Object owner) {
        return data().withLifetime(lifetime, owner);
    }

    /**
     * The metadata.
     *
     * @return a read-only region, valid until {@link #close()}
     */
    Region metadata();

    /** Gives up the hold. Closing twice is harmless. */
    @Override
    void close();
}
