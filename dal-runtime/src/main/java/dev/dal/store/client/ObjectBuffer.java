package dev.dal.store.client;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;

/**
 * A sealed object that this process holds: its data and metadata where they lie in shared memory, read-only.
 *
 * <p>The object can be neither evicted nor deleted before every buffer of it is closed. Closing ends the regions and
 * all that was made of them; exported NIO buffers alone hold the object on until they are garbage. A buffer that is
 * lost without being closed is closed by the garbage collector, together with its regions. Thread-safe; reading races
 * with closing as {@link dev.dal.store.memory.Lifetime} says.
 */
public final class ObjectBuffer implements AutoCloseable {

    private final ObjectId id;
    private final Lifetime lifetime;
    private final Region data;
    private final Region metadata;
    private final Runnable whenClosed;

    /**
     * A buffer.
     *
     * @param id the object
     * @param lifetime the hold, which now belongs to the buffer
     * @param data its data
     * @param metadata its metadata
     */
    ObjectBuffer(ObjectId id, HoldLifetime lifetime, Region data, Region metadata) {
        this.id = id;
        this.lifetime = lifetime;
        this.data = data;
        this.metadata = metadata;
        this.whenClosed = lifetime::finish;
    }

    private ObjectBuffer(ObjectId id, Lifetime lifetime, Region data, Region metadata, Runnable whenClosed) {
        this.id = id;
        this.lifetime = lifetime;
        this.data = data.withLifetime(lifetime);
        this.metadata = metadata.withLifetime(lifetime);
        this.whenClosed = whenClosed;
    }

    /**
     * A buffer of an object that somebody else holds: its regions end with the given lifetime.
     *
     * @param id the object
     * @param lifetime the lifetime of whoever holds the object
     * @param data its data
     * @param metadata its metadata
     * @param whenClosed what {@link #close()} does; may run more than once
     * @return a view of the object
     */
    public static ObjectBuffer view(ObjectId id, Lifetime lifetime, Region data, Region metadata, Runnable whenClosed) {
        return new ObjectBuffer(id, lifetime, data, metadata, whenClosed);
    }

    /**
     * The object's id.
     *
     * @return the id
     */
    public ObjectId id() {
        return id;
    }

    /**
     * The object's data.
     *
     * @return a read-only region, valid until this is closed; it begins at a multiple of 64
     */
    public Region data() {
        return data;
    }

    /**
     * The object's metadata.
     *
     * @return a read-only region, valid until this is closed
     */
    public Region metadata() {
        return metadata;
    }

    /**
     * Whether this was closed, by {@link #close()} or with its client.
     *
     * @return true if the regions can no longer be read
     */
    public boolean isClosed() {
        return lifetime.hasEnded();
    }

    /** Ends the regions and gives the hold up, unless this is a view. Closing twice is harmless, also after the client. */
    @Override
    public void close() {
        whenClosed.run();
    }

    @Override
    public String toString() {
        return "ObjectBuffer[" + id + " data=" + data.length() + " metadata=" + metadata.length()
                + (isClosed() ? " closed]" : "]");
    }
}
