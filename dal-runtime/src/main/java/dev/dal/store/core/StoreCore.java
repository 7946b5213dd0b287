package dev.dal.store.core;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Plasma store as a single-threaded state machine (plasma-store.md sections 4 and 7). Requests are method calls; what
 * can be answered at once is the return value, everything else goes to {@link Effects} before the method returns.
 *
 * <p>Clients are known by the numbers that {@link #connect} hands out; every other method fails with an
 * {@link IllegalArgumentException} for a number that is not connected. Times are passed in: nanoseconds since a fixed
 * moment, never negative, for deadlines, and seconds of Unix time for what List shows. No method throws for anything that
 * a client can ask for. Not safe for use by several threads; calls must not come from effects.
 */
public final class StoreCore {

    /** The deadline that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The timeout of a Get that waits without limit. */
    public static final long NO_TIMEOUT = -1;

    /** What {@link #get} returns when the answer is there at once. */
    public static final long ANSWERED = 0;

    private final Room room;
    private final Subscriptions subscriptions;
    private final Lifecycle objects;
    private final PendingGets pendingGets;
    private final InlineCreation inlineCreation;
    private final LaneRequests laneRequests;
    private final Clients clients = new Clients();

    /**
     * An empty store.
     *
     * @param capacityBytes the most that all objects together may take, counted as data and metadata bytes
     * @param segments where memory comes from; nothing is taken before the first object is made
     * @param effects receives what is not a return value
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public StoreCore(long capacityBytes, SegmentSource segments, Effects effects) {
        this(capacityBytes, segments, effects, null);
    }

    /**
     * An empty store with an external store.
     *
     * @param capacityBytes the most that all objects together may take, counted as data and metadata bytes
     * @param segments where memory comes from; nothing is taken before the first object is made
     * @param effects receives what is not a return value
     * @param external where evicted objects go; null to delete them
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public StoreCore(long capacityBytes, SegmentSource segments, Effects effects, @Nullable ExternalStore external) {
        if (capacityBytes <= 0) {
            throw new IllegalArgumentException("capacityBytes=" + capacityBytes + " expected: positive");
        }
        room = new Room(capacityBytes, segments);
        subscriptions = new Subscriptions(effects);
        objects = new Lifecycle(room, subscriptions, effects, external);
        pendingGets = new PendingGets(objects, effects);
        inlineCreation = new InlineCreation(objects, subscriptions, pendingGets);
        laneRequests = new LaneRequests(objects, subscriptions, pendingGets);
    }

    /**
     * Adds a client.
     *
     * @return its number; free again after {@link #disconnect}
     */
    public int connect() {
        return clients.add().number;
    }

    /**
     * Removes a client: its quota is given back, what it left unsealed is gone without a word, its leases are given up, its
     * waiting Gets are dropped, and what it holds is released, in this order (plasma-store.md section 1.6).
     *
     * @param client the client
     */
    public void disconnect(int client) {
        Client gone = clients.get(client);
        Client lane = gone.lane;
        if (lane != null) {
            objects.endRanges();
            objects.lanes().close(lane);
            leave(lane);
        }
        leave(gone);
        pendingGets.roomMayBeFree();
    }

    private void leave(Client gone) {
        objects.giveBackQuota(gone);
        for (ObjectEntry entry = gone.unsealed.first(); entry != null; entry = gone.unsealed.first()) {
            objects.discard(gone, entry);
        }
        objects.leases().giveUpAll(gone);
        pendingGets.drop(gone);
        for (ObjectEntry entry = objects.firstHeldBy(gone); entry != null; entry = objects.firstHeldBy(gone)) {
            objects.release(gone, entry);
        }
        subscriptions.remove(gone);
        clients.remove(gone);
    }

    /**
     * Begins the lane of a client (docs/protocol.md). It is told of all declarations from now on.
     *
     * @param client a client without a lane
     * @return the number of the lane, which goes with its client
     */
    public int openLane(int client) {
        Client owner = clients.get(client);
        if (owner.lane != null) {
            throw new IllegalArgumentException("client=" + client + " has a lane");
        }
        Client lane = clients.add();
        owner.lane = lane;
        objects.lanes().open(lane);
        return lane.number;
    }

    /**
     * Tells a lane of the declarations that are there.
     *
     * @param lane the lane
     */
    public void tellOfDeclarations(int lane) {
        objects.lanes().tellOfDeclarations(clients.get(lane));
    }

    /**
     * Makes, fills and seals an object for a lane. If the id is in use and the lane was to hold the object, it holds the one
     * that is there once more, if it is sealed and in memory; else one {@link #giveBack} of this id will be ignored.
     *
     * @param lane who asks
     * @param object the object
     * @param flags of {@link dev.dal.store.Lane}
     * @param needs what is handed over with it to those who watch its prefix
     * @param nowSeconds Unix time
     * @return {@link Outcome#OK}, or why there is no such object now, as with {@link #create}
     */
    public Outcome publish(int lane, InlineObject object, int flags, List<ObjectId> needs, long nowSeconds) {
        return laneRequests.publish(clients.get(lane), object, flags, needs, nowSeconds);
    }

    /**
     * Makes and seals objects together, if that can be done so that nobody can tell the difference: they are owned and
     * handed to one lane, which takes them, and nobody else has to do with them.
     *
     * @param lane the lane that makes them
     * @param range the objects
     * @param flags as in {@link dev.dal.store.Lane}
     * @param nowSeconds the time, in seconds since 1970
     * @return false if nothing was done, since the objects have to be published one by one
     */
    public boolean publishRange(int lane, InlineRange range, int flags, long nowSeconds) {
        return laneRequests.publishRange(clients.get(lane), range, flags, nowSeconds);
    }

    /**
     * Leases memory to a lane, in which it may write objects for {@link #sealAt}. Nothing is evicted for that, and it does not
     * count against the capacity, but is bounded in itself (docs/protocol.md section 8.2).
     *
     * @param lane who asks
     * @param wantedBytes bytes wanted; read as unsigned
     * @return the lease, which has as many bytes or more; null if it is refused
     */
    public @Nullable LeasedMemory lease(int lane, long wantedBytes) {
        return objects.leases().lease(clients.get(lane), wantedBytes);
    }

    /**
     * Makes and seals an object that lies in memory leased to a lane, with digest 0.
     *
     * @param lane who asks
     * @param id the object
     * @param place where it lies
     * @param flags of {@link dev.dal.store.Lane}
     * @param needs what is handed over with it to those who watch its prefix
     * @param nowSeconds Unix time
     * @return {@link Outcome#OK}; {@link Outcome#NOT_LEASED} if the place is not part of one lease of this lane, in which case
     *     nothing was done; else why there is no such object now, as with {@link #create}. Then the place stays leased,
     *     and with {@link dev.dal.store.Lane#KEPT} nothing can be sealed there, and it does so until {@link #giveBackAt}
     */
    public Outcome sealAt(
            int lane, ObjectId id, ObjectLocation place, int flags, List<ObjectId> needs, long nowSeconds) {
        return laneRequests.sealAt(clients.get(lane), id, place, flags, needs, nowSeconds);
    }

    /**
     * What {@link #sealAt} does with an object that needs another that could not be made: it is not made either.
     *
     * @param lane who asks
     * @param place where it lies
     * @param flags of {@link dev.dal.store.Lane}
     * @return {@link Outcome#NOT_LEASED} as above, else {@link Outcome#OUT_OF_MEMORY}
     */
    public Outcome refuseAt(int lane, ObjectLocation place, int flags) {
        return laneRequests.refuseAt(clients.get(lane), place, flags);
    }

    /**
     * Ends the hold that {@link #sealAt} took with {@link dev.dal.store.Lane#KEPT}, or gives the place back if the object
     * could not be made.
     *
     * @param lane who asks
     * @param id the object
     * @param place where it lies, or was to lie; its sizes do not matter
     */
    public void giveBackAt(int lane, ObjectId id, ObjectLocation place) {
        if (objects.leases().releaseRefused(clients.get(lane), place)) {
            pendingGets.roomMayBeFree();
        } else {
            giveBack(lane, id);
        }
    }

    /**
     * Gives back what of a lease is not in objects.
     *
     * @param lane who asks
     * @param lease what {@link #lease} returned
     * @return false if that is no lease of this lane, or was given up
     */
    public boolean giveUp(int lane, LeasedMemory lease) {
        boolean given = objects.leases().giveUp(clients.get(lane), lease);
        pendingGets.roomMayBeFree();
        return given;
    }

    /**
     * Ends one hold of a lane.
     *
     * @param lane who asks
     * @param id the object; ignored if the lane does not hold it
     */
    public void giveBack(int lane, ObjectId id) {
        giveBack(lane, id, 1);
    }

    /**
     * Ends one hold of a lane of each of several objects. What the lane does not hold is ignored.
     *
     * @param lane the lane
     * @param first the first object
     * @param count how many; their ids follow each other
     */
    public void giveBack(int lane, ObjectId first, int count) {
        Client holder = clients.get(lane);
        int done = 0;
        while (done < count) {
            ObjectId id = first.plus(done);
            int together = 1;
            if (!holder.idleReleases.take(id)) {
                int most = holder.idleReleases.isEmpty() ? count - done : 1;
                together = objects.ranges().giveBack(holder, id, most);
                if (together == 0) {
                    giveBackOne(holder, id);
                }
            }
            done += Math.max(1, together);
        }
        pendingGets.roomMayBeFree();
    }

    private void giveBackOne(Client lane, ObjectId id) {
        ObjectEntry entry = objects.find(id);
        if (entry != null) {
            objects.giveBack(lane, entry);
        }
    }

    /**
     * Tells a lane once of an object, now or when it is sealed; never if the namespace ends before.
     *
     * @param lane who asks
     * @param id the object
     */
    public void await(int lane, ObjectId id) {
        objects.lanes().await(clients.get(lane), id);
    }

    /**
     * Tells a lane of all that others seal and of all that goes in a namespace, first of what is there.
     *
     * @param lane who asks
     * @param prefix the namespace
     */
    public void watch(int lane, int prefix) {
        objects.lanes().watch(clients.get(lane), prefix);
    }

    /**
     * Ends {@link #watch}.
     *
     * @param lane who asks
     * @param prefix the namespace
     */
    public void unwatch(int lane, int prefix) {
        objects.lanes().unwatch(clients.get(lane), prefix);
    }

    /**
     * Makes an unsealed object that the client holds (section 4.1).
     *
     * @param client who asks
     * @param id the object
     * @param dataSize bytes of data
     * @param metadataSize bytes of metadata, right behind the data
     * @param evictIfFull whether objects that nobody holds may be evicted to make room
     * @param nowSeconds Unix time
     * @return the location; or {@link Outcome#OBJECT_EXISTS} if there is such an object in any state, else
     *     {@link Outcome#OUT_OF_MEMORY} if a size or their sum is negative or there is no room, in which case nothing
     *     was evicted unless memory itself was lacking
     */
    public CreateResult create(
            int client, ObjectId id, long dataSize, long metadataSize, boolean evictIfFull, long nowSeconds) {
        return objects.create(clients.get(client), id, dataSize, metadataSize, evictIfFull, nowSeconds);
    }

    /**
     * Makes, fills and seals objects, all or none (sections 4.2 and 4.3). Subscribers get one message for all of them.
     * Nobody holds them afterwards but Gets that waited.
     *
     * @param client who asks
     * @param newObjects the objects; an id that occurs twice fails all
     * @param evictIfFull whether objects that nobody holds may be evicted to make room; that is not undone on failure
     * @param nowSeconds Unix time
     * @return {@link Outcome#OK}, or the first failure as with {@link #create}
     */
    public Outcome createAndSeal(
            int client, List<? extends InlineObject> newObjects, boolean evictIfFull, long nowSeconds) {
        return inlineCreation.run(clients.get(client), newObjects, evictIfFull, nowSeconds);
    }

    /**
     * Seals an object, whoever made it (section 4.4): subscribers are told, then waiting Gets are served.
     *
     * @param client who asks
     * @param id the object
     * @param digest its digest as a little-endian number
     * @param nowSeconds Unix time
     * @return {@link Outcome#OK}, {@link Outcome#OBJECT_NOT_FOUND}, or {@link Outcome#OBJECT_EXISTS} if it is sealed
     */
    public Outcome seal(int client, ObjectId id, long digest, long nowSeconds) {
        Client sealing = clients.get(client);
        ObjectEntry entry = objects.find(id);
        if (entry == null) {
            return Outcome.OBJECT_NOT_FOUND;
        }
        if (!entry.isUnsealed()) {
            return Outcome.OBJECT_EXISTS;
        }
        objects.seal(entry, digest, nowSeconds);
        subscriptions.sealed(entry);
        pendingGets.serve(entry);
        objects.lanes().sealed(entry, sealing, true, List.of());
        objects.settle(entry);
        return Outcome.OK;
    }

    /**
     * Takes back an unsealed object that the client holds (section 4.5). Others are ignored.
     *
     * @param client who asks
     * @param id the object
     * @return whether there was anything to take back
     */
    public boolean abort(int client, ObjectId id) {
        Client creator = clients.get(client);
        ObjectEntry entry = objects.find(id);
        if (entry == null || !entry.isUnsealed() || !objects.holds(creator, entry)) {
            return false;
        }
        objects.discard(creator, entry);
        pendingGets.roomMayBeFree();
        return true;
    }

    /**
     * Takes hold of sealed objects, waiting for those that are missing (section 4.6). A client may wait for several Gets
     * at a time.
     *
     * @param client who asks
     * @param ids the objects; may contain an id more than once, and may be empty, which is answered at once
     * @param timeoutMillis longest wait; {@link #NO_TIMEOUT} waits without limit, 0 and any other negative number do not
     *     wait
     * @param nowNanos the time
     * @param nowSeconds Unix time
     * @param locations filled with the answer if there is one at once: one location per id in the same order, null for
     *     what is missing; else left empty
     * @return {@link #ANSWERED}, or the positive ticket under which {@link Effects#getAnswered} brings the answer
     */
    public long get(
            int client,
            List<ObjectId> ids,
            long timeoutMillis,
            long nowNanos,
            long nowSeconds,
            List<@Nullable ObjectLocation> locations) {
        Client asking = clients.get(client);
        boolean complete = pendingGets.collect(asking, ids, nowSeconds, locations);
        if (complete || timeoutMillis == 0 || timeoutMillis < NO_TIMEOUT) {
            return ANSWERED;
        }
        locations.clear();
        return pendingGets.await(asking, ids, timeoutMillis, nowNanos, nowSeconds);
    }

    /**
     * Answers a waiting Get with what is there, as if its time were up. Ignored if it was answered already.
     *
     * @param client who asked
     * @param ticket what {@link #get} returned
     */
    public void endWait(int client, long ticket) {
        pendingGets.endWait(clients.get(client), ticket);
    }

    /**
     * How many Gets of a client wait.
     *
     * @param client the client
     * @return their number
     */
    public int waitingGets(int client) {
        return clients.get(client).pendingGets.size();
    }

    /**
     * When {@link #expire} is to be called.
     *
     * @return the earliest deadline of a waiting Get; {@link #NEVER} if there is none
     */
    public long nextDeadlineNanos() {
        return pendingGets.nextDeadlineNanos();
    }

    /**
     * Answers the Gets whose time is up with what is there.
     *
     * @param nowNanos the time
     */
    public void expire(long nowNanos) {
        pendingGets.expire(nowNanos);
    }

    /**
     * Ends a client's hold on an object (section 4.7).
     *
     * @param client who asks
     * @param id the object
     * @return false if the client did not hold it, which changes nothing
     */
    public boolean release(int client, ObjectId id) {
        Client holder = clients.get(client);
        ObjectEntry entry = objects.find(id);
        boolean released = entry != null && objects.release(holder, entry);
        pendingGets.roomMayBeFree();
        return released;
    }

    /**
     * Deletes an object now, or when its last reference goes (section 4.9).
     *
     * @param id the object
     * @return what was done
     */
    public DeleteOutcome delete(ObjectId id) {
        DeleteOutcome outcome = objects.delete(id);
        pendingGets.roomMayBeFree();
        return outcome;
    }

    /**
     * Whether an object can be got (section 4.8).
     *
     * @param id the object
     * @return true if it is sealed, here or in the external store
     */
    public boolean contains(ObjectId id) {
        ObjectEntry entry = objects.find(id);
        return entry != null && !entry.isUnsealed();
    }

    /**
     * Where a sealed object lies. Nobody holds it for that: the answer is good until the next request.
     *
     * @param id the object
     * @return the location; null if it is not sealed, or in the external store
     */
    public @Nullable ObjectLocation locate(ObjectId id) {
        ObjectEntry entry = objects.find(id);
        return entry != null && entry.isSealed() ? entry.location() : null;
    }

    /**
     * Whether there is an object of this id in any state.
     *
     * @param id the object
     * @return true if {@link #create} would answer {@link Outcome#OBJECT_EXISTS}
     */
    public boolean exists(ObjectId id) {
        return objects.find(id) != null;
    }

    /**
     * Everything in the store (section 4.10).
     *
     * @return all objects in every state, in no order
     */
    public List<ObjectInfo> list() {
        return objects.list();
    }

    /**
     * Evicts objects that nobody holds, the one released first first, until enough is freed or none is left (section
     * 4.11).
     *
     * @param wantedBytes bytes of data and metadata; 0 evicts nothing; read as unsigned
     * @return bytes of what was evicted
     */
    public long evict(long wantedBytes) {
        return objects.evict(wantedBytes < 0 ? Long.MAX_VALUE : wantedBytes);
    }

    /**
     * Makes objects the last to be evicted, in the given order (section 4.12). Those that are unknown, or neither could
     * be evicted nor are charged to a quota, are ignored.
     *
     * @param ids the objects
     */
    public void refreshLru(List<ObjectId> ids) {
        for (ObjectId id : ids) {
            ObjectEntry entry = objects.find(id);
            if (entry != null) {
                objects.refresh(entry);
            }
        }
    }

    /**
     * Reserves a part of the capacity for what a client makes from now on (section 7.5); at most once.
     *
     * @param client who asks
     * @param clientName its name in the debug text
     * @param quotaBytes bytes that its objects may take; may be 0, and even negative
     * @return whether the quota is reserved, and if not, why
     */
    public QuotaOutcome setQuota(int client, String clientName, long quotaBytes) {
        return objects.quotas().reserve(clients.get(client), clientName, quotaBytes);
    }

    /**
     * What is left of the capacity for clients without a quota.
     *
     * @return bytes
     */
    public long commonBytes() {
        return objects.quotas().commonBytes();
    }

    /**
     * Begins a client's subscription (section 4.13): one message for every object that is sealed now, in no order, then
     * whatever happens.
     *
     * @param client who asks
     * @return false if the client has subscribed already, which changes nothing
     */
    public boolean subscribe(int client) {
        Client subscriber = clients.get(client);
        if (!subscriptions.add(subscriber)) {
            return false;
        }
        objects.table().visitAll(entry -> {
            if (entry.isSealed()) {
                subscriptions.sealedFor(subscriber, entry);
            }
        });
        return true;
    }

    /**
     * Ends a client's subscription, if it has one.
     *
     * @param client the client
     */
    public void unsubscribe(int client) {
        subscriptions.remove(clients.get(client));
    }

    /**
     * The store's capacity.
     *
     * @return bytes
     */
    public long capacityBytes() {
        return room.capacityBytes();
    }

    /**
     * What all objects take together.
     *
     * @return bytes of data and metadata
     */
    public long usedBytes() {
        return room.usedBytes();
    }

    /**
     * Whether the books are right: what objects and leases are accounted with is what they take, added up one by one. For
     * assertions; looks at every object.
     *
     * @return false after a fault of this store
     */
    public boolean isBalanced() {
        return room.usedBytes() == objects.sumOfSizes()
                && objects.leases().leasedBytes() == objects.leases().sumOfBlocks();
    }

    /**
     * What is leased, which comes on top of {@link #usedBytes()}.
     *
     * @return bytes of leased memory that are in no object
     */
    public long leasedBytes() {
        return objects.leases().leasedBytes();
    }

    /**
     * What could be evicted.
     *
     * @return bytes of data and metadata of all sealed objects that nobody holds
     */
    public long evictableBytes() {
        return objects.eviction().evictableBytes();
    }

    /**
     * What the segments have together.
     *
     * @return bytes
     */
    public long reservedBytes() {
        return room.reservedBytes();
    }

    /**
     * The places that clients may be using.
     *
     * @return the locations of all objects that somebody holds, and of all leased memory that is in no object, in no order
     */
    public List<ObjectLocation> heldLocations() {
        return objects.heldLocations();
    }

    /** What lies behind, for tests. */
    Lifecycle objects() {
        return objects;
    }

    /**
     * The text that describes the store's memory (section 7.6).
     *
     * @return lines of name and number, without a newline at the end
     */
    public String debugText() {
        return DebugText.of(room, objects);
    }
}
