package dev.dal.store.core;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Gets (plasma-store.md section 4.6): those that can be answered at once, and those that wait for ids. Whatever a
 * Get finds, or sees sealed, is held for its client from that moment. Ids that occur several times count once.
 */
final class PendingGets {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Lifecycle objects;
    private final Effects effects;
    private final Deadlines deadlines = new Deadlines();
    /** What could not be brought back for lack of room while somebody waited for it; may contain others. */
    private final Set<ObjectEntry> evictedAwaited = new LinkedHashSet<>();

    private long lastTicket;

    PendingGets(Lifecycle objects, Effects effects) {
        this.objects = objects;
        this.effects = effects;
    }

    /** When {@link #expire} has something to do; {@link StoreCore#NEVER} if it has not. */
    long nextDeadlineNanos() {
        PendingGet first = deadlines.first();
        return first == null ? StoreCore.NEVER : first.deadlineNanos;
    }

    /** Fills in what is there or can be brought back, and takes hold of it. Returns whether that is everything. */
    boolean collect(Client client, List<ObjectId> ids, long nowSeconds, List<@Nullable ObjectLocation> locations) {
        if (collect(client, ids, locations)) {
            return true;
        }
        boolean restored = false;
        for (ObjectId id : ids) {
            // What is here is held by now: bringing back one object does not evict another of the same request.
            ObjectEntry entry = objects.find(id);
            if (entry != null && entry.isEvicted() && objects.restore(entry, nowSeconds)) {
                objects.hold(client, entry);
                serve(entry);
                restored = true;
            }
        }
        return restored && collect(client, ids, locations);
    }

    /** Fills in what is there and takes hold of it. Returns whether that is everything. */
    private boolean collect(Client client, List<ObjectId> ids, List<@Nullable ObjectLocation> locations) {
        boolean complete = true;
        locations.clear();
        for (int i = 0; i < ids.size(); i++) {
            ObjectEntry entry = objects.find(ids.get(i));
            if (entry != null && entry.isSealed()) {
                objects.hold(client, entry);
                locations.add(entry.location());
            } else {
                locations.add(null);
                complete = false;
            }
        }
        return complete;
    }

    /** Lets a client wait for those ids of a request that are not there. Returns the ticket. */
    long await(Client client, List<ObjectId> ids, long timeoutMillis, long nowNanos, long nowSeconds) {
        PendingGet get = new PendingGet(client, ++lastTicket, ids, deadline(timeoutMillis, nowNanos), nowSeconds);
        for (ObjectId id : get.ids) {
            ObjectEntry entry = objects.table().findOrAdd(id);
            if (!entry.isSealed()) {
                Waiter.queue(get, entry);
                if (entry.isEvicted()) {
                    evictedAwaited.add(entry);
                }
            }
        }
        client.pendingGets.add(get);
        if (get.deadlineNanos != StoreCore.NEVER) {
            deadlines.add(get);
        }
        return get.ticket;
    }

    /** There may be room now: brings back what is waited for. */
    void roomMayBeFree() {
        if (evictedAwaited.isEmpty()) {
            return;
        }
        for (ObjectEntry entry : List.copyOf(evictedAwaited)) {
            Waiter waiter = entry.firstWaiter;
            if (waiter == null || !entry.isEvicted()) {
                evictedAwaited.remove(entry);
            } else if (objects.restore(entry, waiter.get.askedAtSeconds)) {
                evictedAwaited.remove(entry);
                serve(entry);
            }
        }
    }

    /** Serves those who wait for an object that was sealed, in the order in which they came. */
    void serve(ObjectEntry entry) {
        for (Waiter waiter = entry.firstWaiter; waiter != null; waiter = entry.firstWaiter) {
            waiter.leave();
            objects.hold(waiter.get.client, entry);
            if (--waiter.get.missingCount == 0) {
                answer(waiter.get);
            }
        }
    }

    /** Answers those whose time is up. */
    void expire(long nowNanos) {
        PendingGet first = deadlines.first();
        while (first != null && first.deadlineNanos <= nowNanos) {
            answer(first);
            first = deadlines.first();
        }
    }

    /** Answers one Get as if its time were up; one that was answered already is ignored. */
    void endWait(Client client, long ticket) {
        for (PendingGet get : client.pendingGets) {
            if (get.ticket == ticket) {
                answer(get);
                return;
            }
        }
    }

    /** Forgets all Gets of a client without an answer. What they hold, the client holds. */
    void drop(Client client) {
        for (PendingGet get : client.pendingGets) {
            stopWaiting(get);
        }
        client.pendingGets.clear();
    }

    private void answer(PendingGet get) {
        get.client.pendingGets.remove(get);
        stopWaiting(get);
        List<@Nullable ObjectLocation> locations = new ArrayList<>(get.ids.size());
        // Looked up once more: the client may have released what it held while it waited for the rest.
        collect(get.client, get.ids, locations);
        effects.getAnswered(get.client.number, get.ticket, get.ids, locations);
    }

    private void stopWaiting(PendingGet get) {
        deadlines.remove(get);
        for (Waiter waiter = get.waiters; waiter != null; waiter = waiter.nextOfGet) {
            if (waiter.leave()) {
                objects.forgetIfIdle(waiter.object);
            }
        }
    }

    private static long deadline(long timeoutMillis, long nowNanos) {
        if (timeoutMillis == StoreCore.NO_TIMEOUT) {
            return StoreCore.NEVER;
        }
        // Some 292 years are as good as never.
        return timeoutMillis > (StoreCore.NEVER - nowNanos) / NANOS_PER_MILLI
                ? StoreCore.NEVER
                : nowNanos + timeoutMillis * NANOS_PER_MILLI;
    }
}
