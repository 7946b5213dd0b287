package dev.dal.store.core;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;

/**
 * Where evicted objects go instead of being deleted (plasma-store.md section 7.7). Implemented outside, where the bytes
 * are; must not call the core, and reports its own failures to the log.
 */
public interface ExternalStore {

    /**
     * Copies an object, whose place is going to be used otherwise.
     *
     * @param id the object
     * @param location where it lies
     * @return false if it could not be copied, so that it has to stay where it is
     */
    boolean write(ObjectId id, ObjectLocation location);

    /**
     * Copies an object back. The copy outside is given up if that succeeds.
     *
     * @param id an object that was written
     * @param location where it is to lie; the sizes are those it was written with
     * @return false if it could not be copied
     */
    boolean restore(ObjectId id, ObjectLocation location);

    /**
     * Gives up a copy.
     *
     * @param id an object that was written
     */
    void remove(ObjectId id);
}
