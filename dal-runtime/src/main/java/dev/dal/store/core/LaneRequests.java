package dev.dal.store.core;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import java.util.List;

/** What lanes make: short objects whose bytes travel with the request, and objects that lie in leased memory. */
final class LaneRequests {

    private final Lifecycle objects;
    private final Subscriptions subscriptions;
    private final PendingGets pendingGets;

    LaneRequests(Lifecycle objects, Subscriptions subscriptions, PendingGets pendingGets) {
        this.objects = objects;
        this.subscriptions = subscriptions;
        this.pendingGets = pendingGets;
    }

    /** Publishes objects as a range; false if they have to be published one by one. */
    boolean publishRange(Client lane, InlineRange range, int flags, long nowSeconds) {
        if (Lanes.isDeclaration(range.first())) {
            return false;
        }
        List<Client> takers = objects.lanes().takers(range.first().prefix(), lane);
        if (takers.size() > 1 || !subscriptions.isEmpty() || isAnyKnown(range)) {
            return false;
        }
        Client taker = takers.isEmpty() ? null : takers.get(0);
        ObjectRange made = objects.ranges().make(lane, range, flags, taker, nowSeconds);
        if (made == null) {
            return false;
        }
        boolean taken = taker == null || objects.lanes().handOver(taker, made);
        if (!taken) {
            objects.ranges().discard(made);
        }
        return taken;
    }

    /** Whether an object exists already, or anything else is known of its id. */
    private boolean isAnyKnown(InlineRange range) {
        for (int i = 0; i < range.count(); i++) {
            ObjectId id = range.first().plus(i);
            if (objects.table().find(id) != null || objects.lanes().isAwaited(id)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Balances the release of an object that could not be made because there is one: else it would end another hold of the
     * lane, which reads by that.
     */
    private void keepOther(Client lane, ObjectEntry other) {
        if (other.isSealed()) {
            objects.retain(lane, other);
        } else {
            lane.idleReleases.add(other.id());
        }
    }

    Outcome publish(Client lane, InlineObject object, int flags, List<ObjectId> needs, long nowSeconds) {
        ObjectId id = object.id();
        ObjectEntry known = objects.table().find(id);
        if (known != null && known.state != null) {
            if ((flags & Lane.KEPT) != 0) {
                keepOther(lane, known);
            }
            return Outcome.OBJECT_EXISTS;
        }
        ObjectEntry entry = objects.make(lane, id, known, object.dataSize(), object.metadataSize(), true, nowSeconds);
        if (entry == null) {
            return Outcome.OUT_OF_MEMORY;
        }
        boolean written = false;
        try {
            object.writeTo(entry.location());
            written = true;
        } finally {
            if (!written) {
                objects.discard(lane, entry);
            }
        }
        seal(lane, entry, object.digest(), flags, true, needs, nowSeconds);
        return Outcome.OK;
    }

    Outcome sealAt(Client lane, ObjectId id, ObjectLocation place, int flags, List<ObjectId> needs, long nowSeconds) {
        if (!objects.leases().isLeased(lane, place)) {
            return Outcome.NOT_LEASED;
        }
        ObjectEntry known = objects.table().find(id);
        Outcome refusal = Outcome.OBJECT_EXISTS;
        if (known == null || known.state == null) {
            ObjectEntry entry = objects.makeAt(lane, id, known, place, nowSeconds);
            if (entry != null) {
                boolean isShort = entry.sizeBytes() <= Lane.INLINE_BYTES;
                seal(lane, entry, 0, flags, isShort, needs, nowSeconds);
                return Outcome.OK;
            }
            refusal = Outcome.OUT_OF_MEMORY;
        }
        keepIfHeld(lane, place, flags);
        return refusal;
    }

    Outcome refuseAt(Client lane, ObjectLocation place, int flags) {
        if (!objects.leases().isLeased(lane, place)) {
            return Outcome.NOT_LEASED;
        }
        keepIfHeld(lane, place, flags);
        return Outcome.OUT_OF_MEMORY;
    }

    /** Who believes to hold what is not there must not read what others write at its place. */
    private void keepIfHeld(Client lane, ObjectLocation place, int flags) {
        if ((flags & Lane.KEPT) != 0) {
            objects.leases().keepRefused(lane, place);
        }
    }

    /**
     * Seals an object and tells of it.
     *
     * @param goesUntold whether those who are handed the object need not be told of its end
     */
    private void seal(
            Client lane,
            ObjectEntry entry,
            long digest,
            int flags,
            boolean goesUntold,
            List<ObjectId> needs,
            long nowSeconds) {
        boolean handed = (flags & Lane.HANDED) != 0;
        if ((flags & Lane.KEPT) != 0) {
            objects.retain(lane, entry);
        }
        if ((flags & Lane.OWNED) != 0) {
            objects.own(entry);
        }
        objects.seal(entry, digest, nowSeconds);
        subscriptions.sealed(entry);
        pendingGets.serve(entry);
        entry.onlyHandedOver = handed && goesUntold;
        objects.lanes().sealed(entry, lane, handed, needs);
        objects.settle(entry);
    }
}
