package dev.dal.store.client;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreInterruptedException;
import dev.dal.store.StoreLink;
import dev.dal.store.transport.Deadline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts a client's holds on objects (plasma-store.md section 6.1): the store counts one hold per link and object, and
 * hears of its end only when the last buffer, draft and exported view of the object is gone.
 *
 * <p>A request that may bring a hold is noted before it is sent, so that no Release of the same object can overtake its
 * reply; and Release is sent under this table's lock, so that the store sees holds begin and end in the order in which
 * the table does. Thread-safe.
 */
final class HoldTable {

    private final StoreLink link;
    private final Map<ObjectId, Hold> holds = new HashMap<>();
    /** Lifetimes of all views, to be ended with the client. */
    private final Set<HoldLifetime> lifetimes = Collections.newSetFromMap(new WeakHashMap<>());

    private boolean closed;

    /**
     * An empty table.
     *
     * @param link where Release and Abort are sent
     */
    HoldTable(StoreLink link) {
        this.link = link;
    }

    /** Notes that a request is about to be sent that may bring a hold. */
    synchronized Hold request(ObjectId id) {
        Hold hold = holds.computeIfAbsent(id, Hold::new);
        hold.pending++;
        return hold;
    }

    /** Takes hold of an object that this client holds already, if it does. */
    synchronized @Nullable Hold retainIfReadable(ObjectId id) {
        Hold hold = holds.get(id);
        if (hold == null || !hold.isReadable()) {
            return null;
        }
        hold.count++;
        return hold;
    }

    /** Whether this client holds a sealed object. */
    synchronized boolean isReadable(ObjectId id) {
        Hold hold = holds.get(id);
        return hold != null && hold.isReadable();
    }

    /** Notes that a request brought a sealed object. */
    synchronized void got(Hold hold, ObjectLocation location) {
        hold.pending--;
        hold.count++;
        hold.location = location;
        hold.sealed = true;
    }

    /** Notes that a request made an object, which is unsealed. */
    synchronized void created(Hold hold, ObjectLocation location) {
        hold.pending--;
        hold.count++;
        hold.location = location;
        hold.sealed = false;
        hold.abandoned = false;
    }

    /** Notes that a request brought nothing. */
    synchronized void failed(Hold hold) {
        hold.pending--;
        settle(hold);
    }

    /** Notes that a request to seal an object is about to be sent. */
    synchronized void sealing(Hold hold) {
        hold.sealing = true;
    }

    /** Notes that an object of this client was sealed. */
    synchronized void sealed(Hold hold) {
        hold.sealing = false;
        hold.sealed = true;
        notifyAll();
    }

    /** Notes that a request to seal an object failed. */
    synchronized void notSealed(Hold hold) {
        hold.sealing = false;
        notifyAll();
    }

    /** Notes that the store no longer has an object that this client was writing. */
    synchronized void lost(Hold hold) {
        hold.location = null;
        notSealed(hold);
    }

    /**
     * Adds to the holds on an object.
     *
     * @return false if there is none left
     */
    synchronized boolean retain(Hold hold) {
        if (hold.count == 0 || closed) {
            return false;
        }
        hold.count++;
        return true;
    }

    /**
     * Gives up one hold. With the last the object is released, if it is sealed.
     *
     * @return whether the object must be aborted now, by {@link #abort}
     */
    synchronized boolean drop(Hold hold) {
        hold.count--;
        return settle(hold);
    }

    /** Whether what is left of a hold is an object to abort. */
    private boolean settle(Hold hold) {
        if (hold.count > 0) {
            return false;
        }
        boolean mustAbort = hold.location != null && !hold.sealed;
        if (mustAbort) {
            hold.location = null;
            notifyAll();
        }
        if (hold.pending == 0) {
            holds.remove(hold.id, hold);
            if (hold.location != null) {
                hold.location = null;
                release(hold.id);
            }
        }
        return mustAbort && !closed;
    }

    private void release(ObjectId id) {
        if (closed) {
            return;
        }
        try {
            link.release(id);
        } catch (StoreConnectionException gone) {
            // The store has released everything with the end of the connection.
        }
    }

    /** Takes back an object that this client did not seal. */
    void abort(ObjectId id) {
        try {
            link.abort(id);
        } catch (StoreConnectionException gone) {
            // Unsealed objects end with their connection.
        }
    }

    /** Notes that the draft of an object was given up, though views of it may still be reachable. */
    synchronized void abandon(Hold hold) {
        hold.abandoned = true;
        notifyAll();
    }

    /**
     * Waits until this client is writing none of some objects any longer. What is just being sealed is waited for in
     * any case: whoever asks may have heard already that it is sealed.
     *
     * @param ids the objects
     * @param deadline until when, as in {@link Deadline}
     * @return those that it is still writing
     * @throws StoreInterruptedException if the thread is interrupted
     */
    synchronized Collection<ObjectId> awaitNoDraft(Collection<ObjectId> ids, long deadline) {
        List<ObjectId> drafts = drafts(ids);
        while (!drafts.isEmpty() && !closed) {
            long nanos = Deadline.remainingNanos(deadline);
            if (nanos == 0 && !isAnySealing(drafts)) {
                return drafts;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, nanos == 0 ? Long.MAX_VALUE : nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreInterruptedException(
                        "Interrupted while waiting for objects that this client is writing: " + drafts + ".");
            }
            drafts = drafts(ids);
        }
        return drafts;
    }

    private boolean isAnySealing(List<ObjectId> drafts) {
        for (ObjectId id : drafts) {
            Hold hold = holds.get(id);
            if (hold != null && hold.sealing) {
                return true;
            }
        }
        return false;
    }

    private List<ObjectId> drafts(Collection<ObjectId> ids) {
        List<ObjectId> drafts = List.of();
        for (ObjectId id : ids) {
            Hold hold = holds.get(id);
            if (hold != null && hold.isDraft()) {
                drafts = drafts.isEmpty() ? new ArrayList<>() : drafts;
                drafts.add(id);
            }
        }
        return drafts;
    }

    /** Notes the lifetime of views, so that it ends with the client at the latest. */
    synchronized void register(HoldLifetime lifetime) {
        if (closed) {
            lifetime.end();
        } else {
            lifetimes.add(lifetime);
        }
    }

    synchronized void unregister(HoldLifetime lifetime) {
        lifetimes.remove(lifetime);
    }

    /** Ends all views; nothing is sent any longer. Closing twice is harmless. */
    synchronized void close() {
        closed = true;
        lifetimes.forEach(HoldLifetime::end);
        lifetimes.clear();
        holds.clear();
        notifyAll();
    }
}
