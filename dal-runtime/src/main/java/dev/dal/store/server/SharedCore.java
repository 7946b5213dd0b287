package dev.dal.store.server;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.core.Effects;
import dev.dal.store.core.ExternalStore;
import dev.dal.store.core.QuotaOutcome;
import dev.dal.store.core.SealedObject;
import dev.dal.store.core.StoreCore;
import dev.dal.store.transport.Deadline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The core behind the one lock under which everything in a store happens, with the clock it is told and the clients that
 * its effects go to. All methods but {@link #lock()} are called with the lock held.
 */
final class SharedCore implements Effects {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final long startNanos = System.nanoTime();
    private final Segments segments;
    private final StoreCore core;
    private final List<@Nullable Recipient> recipients = new ArrayList<>();
    private final List<@Nullable LaneRecipient> lanes = new ArrayList<>();
    private final LaneFlushes flushes = new LaneFlushes();
    private final Deque<Runnable> afterwards = new ArrayDeque<>();

    SharedCore(long capacityBytes, Segments segments, @Nullable ExternalStore external) {
        this.segments = segments;
        this.core = new StoreCore(capacityBytes, segments, this, external);
    }

    ReentrantLock lock() {
        return lock;
    }

    StoreCore core() {
        return core;
    }

    Segments segments() {
        return segments;
    }

    /** Adds a client; its number. */
    int connect(Recipient recipient) {
        int client = core.connect();
        while (recipients.size() <= client) {
            recipients.add(null);
        }
        recipients.set(client, recipient);
        return client;
    }

    /** Removes a client, who hears of nothing that this causes. */
    void disconnect(int client) {
        recipients.set(client, null);
        core.disconnect(client);
    }

    /** Lets nobody hear of anything any more: what goes when a store is closed was not deleted. */
    void silence() {
        recipients.replaceAll(recipient -> null);
        lanes.replaceAll(recipient -> null);
    }

    /** The time as the core wants it: nanoseconds since the start. */
    long nowNanos() {
        return System.nanoTime() - startNanos;
    }

    /** The Unix time. */
    long nowSeconds() {
        return System.currentTimeMillis() / 1000;
    }

    /** Reserves a quota for a client. */
    QuotaOutcome setQuota(int client, String clientName, long quotaBytes) {
        long before = core.commonBytes();
        QuotaOutcome outcome = core.setQuota(client, clientName, quotaBytes);
        switch (outcome) {
            case RESERVED ->
                LOG.info(
                        "adjusting global lru capacity from {} to {} (max {})",
                        before,
                        core.commonBytes(),
                        core.capacityBytes());
            case SET_ALREADY -> LOG.warn("Cannot change the client quota once set");
            case TOO_LARGE -> LOG.warn("Not enough memory to set client quota: {}", core.debugText());
        }
        return outcome;
    }

    /** When {@link #expire} has something to do, as in {@link Deadline}. */
    long nextDeadline() {
        long next = core.nextDeadlineNanos();
        return next == StoreCore.NEVER ? Deadline.NEVER : startNanos + next;
    }

    /** Answers the Gets whose time is up. */
    void expire() {
        if (core.nextDeadlineNanos() != StoreCore.NEVER) {
            core.expire(nowNanos());
        }
    }

    /** The lanes that have something to pass on. */
    LaneFlushes flushes() {
        return flushes;
    }

    /** Has something done once the core is not in the middle of a request any more. */
    void later(Runnable action) {
        afterwards.add(action);
    }

    /** Does what was put off; after every request. */
    void settle() {
        for (Runnable action = afterwards.poll(); action != null; action = afterwards.poll()) {
            action.run();
        }
    }

    /** Opens the lane of a client; its number. */
    int openLane(int client, LaneRecipient recipient) {
        int lane = core.openLane(client);
        while (lanes.size() <= lane) {
            lanes.add(null);
        }
        lanes.set(lane, recipient);
        core.tellOfDeclarations(lane);
        return lane;
    }

    /** Lets a lane hear of nothing any more; before its client goes. */
    void closeLane(int lane) {
        lanes.set(lane, null);
    }

    private @Nullable LaneRecipient lane(int number) {
        return lanes.get(number);
    }

    @Override
    public boolean takes(int lane, SealedObject object) {
        LaneRecipient recipient = lane(lane);
        return recipient != null && recipient.takes(object);
    }

    @Override
    public void announced(int lane, SealedObject object) {
        LaneRecipient recipient = lane(lane);
        if (recipient != null) {
            recipient.announced(object);
        }
    }

    @Override
    public void arrived(int lane, SealedObject object, boolean attached, boolean held) {
        LaneRecipient recipient = lane(lane);
        if (recipient != null) {
            recipient.arrived(object, attached, held);
        }
    }

    @Override
    public void arrivedRange(int lane, SealedObject first, int count, int strideBytes) {
        LaneRecipient recipient = lane(lane);
        if (recipient != null) {
            recipient.arrivedRange(first, count, strideBytes);
        }
    }

    @Override
    public void gone(int lane, ObjectId id) {
        LaneRecipient recipient = lane(lane);
        if (recipient != null) {
            recipient.gone(id);
        }
    }

    @Override
    public void sealed(int client, List<SealedObject> objects) {
        Recipient recipient = recipients.get(client);
        if (recipient != null) {
            recipient.sealed(objects);
        }
    }

    @Override
    public void deleted(int client, ObjectId id) {
        Recipient recipient = recipients.get(client);
        if (recipient != null) {
            recipient.deleted(id);
        }
    }

    @Override
    public void getAnswered(int client, long ticket, List<ObjectId> ids, List<@Nullable ObjectLocation> locations) {
        Recipient recipient = recipients.get(client);
        if (recipient != null) {
            recipient.getAnswered(ticket, ids, locations);
        }
    }

    @Override
    public void evicted(int objectCount, long sizeBytes, long usedBytes) {
        LOG.debug(
                "There is not enough space to create this object, so evicting {} objects to free up {} bytes. The number"
                        + " of bytes in use (before this eviction) is {}.",
                objectCount,
                sizeBytes,
                usedBytes);
    }

    @Override
    public void quotaExceeded(int client, long sizeBytes, long quotaBytes) {
        LOG.warn("object too large ({} bytes) to fit in client quota {} {}", sizeBytes, quotaBytes, core.debugText());
    }

    @Override
    public void memoryRefused(long sizeBytes, String reason) {
        LOG.warn("There is no memory for an object of {} bytes, though the capacity has room: {}", sizeBytes, reason);
    }
}
