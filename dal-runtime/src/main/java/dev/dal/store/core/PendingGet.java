package dev.dal.store.core;

import dev.dal.store.ObjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Get that waits until everything it asked for is there, or its time is up. */
final class PendingGet {

    final Client client;
    final long ticket;
    final List<ObjectId> ids;

    /** When its time is up; {@link StoreCore#NEVER} if never. */
    final long deadlineNanos;

    /** Unix time of the request. */
    final long askedAtSeconds;

    /** Number of different ids that are not there yet. */
    int missingCount;

    /** The last of its waiters. */
    @Nullable
    Waiter waiters;

    /** Its place among the deadlines; −1 if it has none. */
    int deadlineIndex = -1;

    PendingGet(Client client, long ticket, List<ObjectId> ids, long deadlineNanos, long askedAtSeconds) {
        this.client = client;
        this.ticket = ticket;
        this.ids = List.copyOf(ids);
        this.deadlineNanos = deadlineNanos;
        this.askedAtSeconds = askedAtSeconds;
    }
}
