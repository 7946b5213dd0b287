package dev.dal.store.server;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.core.SealedObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One client as the effects of the core reach it, as in {@code Effects}. Called under the lock; must not throw. */
interface Recipient {

    /** One notification: objects were sealed. The list is valid only during the call. */
    void sealed(List<SealedObject> objects);

    /** One notification: an object was deleted or evicted. */
    void deleted(ObjectId id);

    /** The answer to a Get that had to wait. */
    void getAnswered(long ticket, List<ObjectId> ids, List<@Nullable ObjectLocation> locations);
}
