package dev.dal.connection;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A namespace that this connection has reserved: it makes ids that nobody else makes, and closing it deletes every
 * object in it. Thread-safe.
 */
public final class Namespace implements AutoCloseable {

    private static final long OUTPUTS_TOGETHER = Lane.MOST_RANGE_COUNT;

    private final Connection connection;
    private final NamespaceInfo info;
    private final HeldObject declaration;
    private final AtomicLong counter = new AtomicLong();
    /** The number of the next output, unless a group ends before it; guarded by the counter. */
    private long nextOutput;

    private final AtomicBoolean closed = new AtomicBoolean();

    Namespace(Connection connection, NamespaceInfo info, HeldObject declaration) {
        this.connection = connection;
        this.info = info;
        this.declaration = declaration;
    }

    /**
     * What was declared.
     *
     * @return the declaration
     */
    public NamespaceInfo info() {
        return info;
    }

    /**
     * The first four bytes of the ids in this namespace.
     *
     * @return the prefix
     */
    public int prefix() {
        return info.prefix();
    }

    /**
     * A fresh id in this namespace.
     *
     * @return an id that was never used
     * @throws IllegalStateException if the namespace was given up
     */
    public ObjectId nextId() {
        return nextIdIn(info.prefix());
    }

    /**
     * A fresh id in this namespace, for an output of a call: those of outputs that are asked for one after another follow
     * each other, which a store can make use of (docs/protocol.md section 8.1).
     *
     * @return an id that was never used
     * @throws IllegalStateException if the namespace was given up
     */
    public ObjectId nextOutputId() {
        checkOpen();
        long output;
        synchronized (counter) {
            if ((nextOutput & (OUTPUTS_TOGETHER - 1)) == 0) {
                nextOutput = groupAfter(counter.getAndUpdate(used -> groupAfter(used) + OUTPUTS_TOGETHER - 1));
            }
            output = nextOutput++;
        }
        return ObjectIds.of(info.prefix(), info.prefix(), info.epoch(), output);
    }

    /** The first number of the first whole group after a number that was used. */
    private static long groupAfter(long used) {
        return (used + OUTPUTS_TOGETHER) & -OUTPUTS_TOGETHER;
    }

    /**
     * A fresh id, made by this namespace's owner, for an object in another namespace.
     *
     * @param prefix the other namespace
     * @return an id that was never used
     * @throws IllegalStateException if this namespace was given up
     */
    public ObjectId nextIdIn(int prefix) {
        checkOpen();
        return ObjectIds.of(prefix, info.prefix(), info.epoch(), counter.incrementAndGet());
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("The namespace " + info.label() + " was given up.");
        }
    }

    /**
     * Whether an id was made by this reservation.
     *
     * @param id any id
     * @return true if origin and epoch are this one's
     */
    public boolean made(ObjectId id) {
        return ObjectIds.origin(id) == info.prefix() && ObjectIds.epoch(id) == info.epoch();
    }

    /** Deletes every object of the namespace, the declaration last. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        connection.removeNamespace(this);
        try {
            ObjectId own = declaration.id();
            List<ObjectId> leftovers = connection.space().list().stream()
                    .map(ObjectInfo::id)
                    .filter(id -> id.prefix() == info.prefix() && !id.equals(own))
                    .toList();
            connection.space().delete(leftovers);
            connection.space().delete(List.of(own));
            declaration.close();
        } catch (StoreException e) {
            // The store has gone, and the namespace with it.
            connection.storeFailed(e);
        }
    }
}
