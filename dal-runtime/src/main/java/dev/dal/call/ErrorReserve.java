package dev.dal.call;

import dev.dal.connection.ConnectionClosedException;
import dev.dal.connection.HeldObject;
import dev.dal.connection.Namespace;
import dev.dal.connection.NewObject;
import dev.dal.connection.ObjectAccess;
import dev.dal.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room that a processor keeps for its errors, so that they fit into a full store: an object of its own that it gives up
 * when an error finds no room (dal-format.md section 6). Thread-safe.
 */
final class ErrorReserve implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorReserve.class);
    private static final long SIZE_BYTES = 64 * 1024;
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final ObjectAccess objects;
    private final Namespace namespace;
    private @Nullable HeldObject held;
    private long triedAtNanos;
    private boolean warned;
    private boolean closed;

    ErrorReserve(ObjectAccess objects, Namespace namespace) {
        this.objects = objects;
        this.namespace = namespace;
        take();
    }

    /** Takes the room if it is not taken, but does not ask a full store again and again. */
    void takeIfDue() {
        if (isDue()) {
            take();
        }
    }

    private synchronized boolean isDue() {
        return held == null && System.nanoTime() - triedAtNanos >= PAUSE_NANOS;
    }

    /** Takes the room, if it is not taken and there is any. Nothing is locked meanwhile: the reader gives room up under its own lock. */
    void take() {
        if (!begin()) {
            return;
        }
        try (NewObject object = objects.create(namespace.nextId(), SIZE_BYTES)) {
            taken(object.seal());
        } catch (StoreException | ConnectionClosedException e) {
            failed(e);
        }
    }

    private synchronized boolean begin() {
        triedAtNanos = System.nanoTime();
        return held == null && !closed;
    }

    private synchronized void taken(HeldObject room) {
        warned = false;
        if (held == null && !closed) {
            held = room;
        } else {
            room.close();
        }
    }

    private synchronized void failed(RuntimeException reason) {
        if (!warned) {
            LOG.warn("No room for the error reserve of {}: {}", namespace.info().label(), reason.getMessage());
        }
        warned = true;
    }

    /** Gives the room up. */
    synchronized void release() {
        if (held != null) {
            held.close();
            held = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        release();
    }
}
