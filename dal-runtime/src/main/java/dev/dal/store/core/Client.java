package dev.dal.store.core;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection: what it holds, what it has not sealed yet, what it waits for. */
final class Client {

    final int number;

    /** The unsealed objects it made. */
    final ObjectList unsealed = new ObjectList();

    /** Its waiting Gets, oldest first. */
    final Set<PendingGet> pendingGets = new LinkedHashSet<>();

    /** What it has reserved; null if nothing. */
    @Nullable
    Quota quota;

    /** What it holds, in the order in which it took hold. */
    References.@Nullable Hold firstHold;

    References.@Nullable Hold lastHold;

    /** The lane of this client, or null. */
    @Nullable
    Client lane;

    /** Releases that will come of this lane and end nothing. */
    final IdleReleases idleReleases = new IdleReleases();

    Client(int number) {
        this.number = number;
    }

    /** Whether this is the lane of a client, or the client itself. */
    boolean isOf(Client client) {
        return this == client || this == client.lane;
    }
}
