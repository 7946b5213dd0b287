package dev.dal.connection;

import dev.dal.store.ObjectId;

/**
 * Told of the objects of one namespace. Called on the reader thread under the connection's lock: be short. For this
 * library's own packages.
 */
public interface ObjectListener {

    /**
     * An object was sealed.
     *
     * @param id the object
     */
    void sealed(ObjectId id);

    /**
     * An object was deleted.
     *
     * @param id the object
     */
    void deleted(ObjectId id);
}
