package dev.dal.store.client;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.InterruptSignal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets that may wait without keeping the other requests of their link waiting.
 *
 * <p>A connection has one request under way, and a Get that the store has begun to wait for cannot be taken back. So a
 * Get waits on its link for {@value #FIRST_WAIT_MILLIS} ms at most; what is missing then is waited for on a further
 * connection, one per waiting thread, which holds what it got until the link has got it too. When the thread is
 * interrupted, or the link closed, the further connection is closed, and the link is as before. Up to
 * {@value #MOST_IDLE} of them are kept for later waits. Where none can be opened the link itself is asked, again and
 * again, with pauses for others. Thread-safe.
 */
final class PatientGets implements AutoCloseable {

    /** How long a Get may keep other requests waiting; most objects that are waited for come sooner. */
    static final int FIRST_WAIT_MILLIS = 5;

    /** Connections that are kept although nobody waits. */
    static final int MOST_IDLE = 2;

    private final SocketLink link;
    private final Supplier<SocketLink> opener;
    private final Deque<SocketLink> idle = new ArrayDeque<>();
    private final Set<SocketLink> waiting = new HashSet<>();
    private boolean closed;

    /**
     * No further connections yet.
     *
     * @param link the link that shall hold what is got
     * @param opener connects once more to the same store
     */
    PatientGets(SocketLink link, Supplier<SocketLink> opener) {
        this.link = link;
        this.opener = opener;
    }

    List<@Nullable ObjectLocation> get(List<ObjectId> ids, long timeoutMillis) {
        boolean isShort = timeoutMillis >= 0 && timeoutMillis <= FIRST_WAIT_MILLIS;
        if (isShort) {
            return link.getAlone(ids, timeoutMillis);
        }
        long deadline = Deadline.after(timeoutMillis);
        List<@Nullable ObjectLocation> found = link.getAlone(ids, link.isContended() ? 0 : FIRST_WAIT_MILLIS);
        if (!found.contains(null)) {
            return found;
        }
        return await(ids, new ArrayList<>(found), deadline);
    }

    /** Fails only if the link does, which then holds nothing any longer. */
    private List<@Nullable ObjectLocation> await(
            List<ObjectId> ids, List<@Nullable ObjectLocation> found, long deadline) {
        while (found.contains(null) && Deadline.remainingNanos(deadline) > 0 && !isInterrupted()) {
            List<Integer> missing = missing(found);
            List<ObjectId> missingIds = missing.stream().map(ids::get).toList();
            List<@Nullable ObjectLocation> late = awaitElsewhere(missingIds, deadline);
            for (int i = 0; i < missing.size(); i++) {
                found.set(missing.get(i), late.get(i));
            }
        }
        return found;
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }

    private static List<Integer> missing(List<@Nullable ObjectLocation> found) {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) == null) {
                missing.add(i);
            }
        }
        return missing;
    }

    /** Waits on a further connection, and gets on the link what came. */
    private List<@Nullable ObjectLocation> awaitElsewhere(List<ObjectId> ids, long deadline) {
        SocketLink other = borrow();
        if (other == null) {
            return askAgain(ids);
        }
        List<@Nullable ObjectLocation> held = waitOn(other, ids, deadline);
        if (held == null) {
            giveBack(other, false);
            return askAgain(ids);
        }
        try {
            return link.getAlone(ids, 0);
        } finally {
            release(other, ids, held);
        }
    }

    /** Null if that connection ended, because the thread was interrupted for example. */
    private static @Nullable List<@Nullable ObjectLocation> waitOn(
            SocketLink other, List<ObjectId> ids, long deadline) {
        InterruptSignal interrupt = new InterruptSignal(other::endNow);
        interrupt.enter();
        try {
            return other.getAlone(ids, Deadline.remainingMillis(deadline));
        } catch (StoreException ended) {
            // If more than that connection has come to an end the link will say so.
            return null;
        } finally {
            interrupt.leave();
        }
    }

    /** Without a further connection: asks the link, and lets others in before the next time. */
    private List<@Nullable ObjectLocation> askAgain(List<ObjectId> ids) {
        List<@Nullable ObjectLocation> found = link.getAlone(ids, FIRST_WAIT_MILLIS);
        if (found.contains(null)) {
            try {
                Thread.sleep(FIRST_WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return found;
    }

    private void release(SocketLink other, List<ObjectId> ids, List<@Nullable ObjectLocation> held) {
        try {
            for (int i = 0; i < ids.size(); i++) {
                if (held.get(i) != null) {
                    other.release(ids.get(i));
                }
            }
            giveBack(other, true);
        } catch (StoreConnectionException gone) {
            // The end of that connection releases everything too.
            giveBack(other, false);
        }
    }

    /** A connection to wait on; null if there can be none. */
    private @Nullable SocketLink borrow() {
        synchronized (this) {
            SocketLink kept = idle.poll();
            if (kept != null) {
                waiting.add(kept);
                return kept;
            }
        }
        SocketLink opened;
        try {
            opened = opener.get();
        } catch (StoreException refused) {
            // If the store has gone the link will say so.
            return null;
        }
        synchronized (this) {
            if (!closed) {
                waiting.add(opened);
                return opened;
            }
        }
        opened.close();
        return null;
    }

    private void giveBack(SocketLink other, boolean isUsable) {
        synchronized (this) {
            waiting.remove(other);
            if (isUsable && !closed && idle.size() < MOST_IDLE) {
                idle.add(other);
                return;
            }
        }
        other.close();
    }

    /** Ends all waits. Closing twice is harmless. */
    @Override
    public void close() {
        List<SocketLink> unused;
        synchronized (this) {
            closed = true;
            unused = new ArrayList<>(idle);
            idle.clear();
            waiting.forEach(SocketLink::endNow);
        }
        unused.forEach(SocketLink::close);
    }
}
