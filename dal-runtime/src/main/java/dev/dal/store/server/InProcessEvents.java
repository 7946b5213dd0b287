package dev.dal.store.server;

import dev.dal.store.EventSink;
import dev.dal.store.EventSource;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.core.SealedObject;
import dev.dal.store.transport.Deadline;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscription of a link within this JVM. What is not polled is queued, up to {@link #MOST_QUEUED_EVENTS}. A poll
 * that waits ends early when its thread is interrupted, and leaves the interrupt status set.
 */
final class InProcessEvents implements EventSource {

    /** A subscriber that leaves more events unread than this, about 256 MiB, loses its subscription. */
    static final int MOST_QUEUED_EVENTS = 1 << 21;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private final InProcessLink link;
    private final EventLoop loop;
    private final Waiter waiter;
    private final Runnable unsubscribe;

    /** Filled under the lock, emptied by the polling thread; the two change places. */
    private EventQueue filled = new EventQueue();

    private EventQueue emptied = new EventQueue();
    private boolean woken;
    private @Nullable String closedReason;

    /**
     * A subscription.
     *
     * @param unsubscribe ends it in the core; called with the lock held, not in the middle of a request
     */
    InProcessEvents(InProcessLink link, EventLoop loop, SharedCore store, Runnable unsubscribe) {
        this.link = link;
        this.loop = loop;
        this.waiter = new Waiter(store.lock());
        this.unsubscribe = () -> store.later(unsubscribe);
    }

    @Override
    public int poll(EventSink sink, long timeoutMillis) {
        if (emptied.size() == 0) {
            long deadline = Deadline.after(timeoutMillis);
            link.enter();
            try {
                awaitEvents(deadline);
                EventQueue full = filled;
                filled = emptied;
                emptied = full;
            } finally {
                loop.leave();
            }
        }
        return emptied.tell(sink);
    }

    private void awaitEvents(long deadline) {
        checkOpen();
        waiter.reset();
        if (filled.size() == 0 && !woken) {
            loop.await(waiter, deadline);
            link.checkOpen();
            checkOpen();
        }
        woken = false;
    }

    private void checkOpen() {
        if (closedReason != null) {
            throw new StoreConnectionException(closedReason);
        }
    }

    /** The core says that objects were sealed. */
    void sealed(List<SealedObject> objects) {
        for (SealedObject object : objects) {
            filled.addSealed(
                    object.id(), object.location().dataSize(), object.location().metadataSize());
        }
        added();
    }

    /** The core says that an object is gone. */
    void deleted(ObjectId id) {
        filled.addDeleted(id);
        added();
    }

    private void added() {
        if (closedReason == null && filled.size() > MOST_QUEUED_EVENTS) {
            LOG.warn("A subscription ends: more than {} events wait unread.", MOST_QUEUED_EVENTS);
            end("This subscription was ended: more than " + MOST_QUEUED_EVENTS + " events waited unread.");
        } else if (!waiter.isWoken()) {
            loop.wake(waiter);
        }
    }

    /** Ends the subscription; under the lock. */
    void end(String reason) {
        if (closedReason == null) {
            closedReason = reason;
            filled = new EventQueue();
            unsubscribe.run();
            loop.wake(waiter);
        }
    }

    @Override
    public void wakeUp() {
        if (loop.tryEnter()) {
            try {
                woken = true;
                loop.wake(waiter);
            } finally {
                loop.leave();
            }
        }
    }

    @Override
    public void close() {
        if (loop.tryEnter()) {
            try {
                end("This subscription is closed.");
            } finally {
                loop.leave();
            }
        }
    }
}
