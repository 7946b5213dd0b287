package dev.dal.connection;

import dev.dal.store.ObjectId;
import java.util.List;

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
     * An object was sealed, and came with its bytes.
     *
     * @param object the object; belongs to the listener
     * @param needs objects that came along because it needs them; belong to the listener, but not the list
     * @param sent whether a connection of this kind has made it, rather than another client
     */
    void arrived(HeldObject object, List<HeldObject> needs, boolean sent);

    /**
     * An object was deleted.
     *
     * @param id the object
     */
    void deleted(ObjectId id);
}
