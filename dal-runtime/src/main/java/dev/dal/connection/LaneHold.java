package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.util.concurrent.atomic.AtomicBoolean;

/** An object whose bytes are here because they came or went over a lane. Thread-safe. */
final class LaneHold implements HeldObject {

    private final ObjectId id;
    private final Lifetime lifetime = new Lifetime(this);
    private final Region data;
    private final Region metadata;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A hold.
     *
     * @param release ends the lane's hold, if it has one
     */
    LaneHold(ObjectId id, Region data, Region metadata, Runnable release) {
        this.id = id;
        this.data = data.asReadOnly().withLifetime(lifetime);
        this.metadata = metadata.asReadOnly().withLifetime(lifetime);
        this.release = release;
    }

    @Override
    public ObjectId id() {
        return id;
    }

    @Override
    public Region data() {
        return data;
    }

    @Override
    public Region metadata() {
        return metadata;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            lifetime.end();
            release.run();
        }
    }
}
