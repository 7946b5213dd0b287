package dev.dal.store.core;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the core tells the outside apart from its return values, in the order in which it happens. Implementations must
 * not call the core; what they want to do to it they do after the request that caused the effect has returned.
 */
public interface Effects extends LaneEffects {

    /**
     * One notification message to one subscriber: objects were sealed.
     *
     * @param client the subscriber
     * @param objects the objects, one unless they were made by one batch; valid only during this call
     */
    void sealed(int client, List<SealedObject> objects);

    /**
     * One notification message to one subscriber: an object was deleted or evicted.
     *
     * @param client the subscriber
     * @param id the object
     */
    void deleted(int client, ObjectId id);

    /**
     * The answer to a Get that had to wait: everything is there, or its time is up.
     *
     * @param client who asked
     * @param ticket what {@link StoreCore#get} returned
     * @param ids the ids as asked for; immutable
     * @param locations one location per id in the same order, null for what is missing; belongs to the receiver
     */
    void getAnswered(int client, long ticket, List<ObjectId> ids, List<@Nullable ObjectLocation> locations);

    /**
     * Objects were evicted to make room for a new one. For the log; subscribers were told.
     *
     * @param objectCount number of objects evicted
     * @param sizeBytes bytes of data and metadata of all of them
     * @param usedBytes what all objects took before
     */
    void evicted(int objectCount, long sizeBytes, long usedBytes);

    /**
     * A request is answered with OutOfMemory because the object is larger than its client's quota. For the log.
     *
     * @param client the client
     * @param sizeBytes bytes of data and metadata of the object
     * @param quotaBytes the client's quota
     */
    void quotaExceeded(int client, long sizeBytes, long quotaBytes);

    /**
     * A request is answered with OutOfMemory although the capacity had room: memory could not be had. For the log.
     *
     * @param sizeBytes bytes of data and metadata of the object
     * @param reason why
     */
    void memoryRefused(long sizeBytes, String reason);
}
