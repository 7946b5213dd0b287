package dev.dal.connection;

import dev.dal.store.LaneEvents;
import dev.dal.store.LaneLink;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreException;
import dev.dal.store.StoreFullException;
import dev.dal.store.memory.MappedSegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What a connection does with the events of its lane: hands what arrives to whoever awaits it, and everything else to
 * {@link EventDispatch}, as if a subscription had told it. Used under the connection's lock.
 */
final class LaneDispatch implements LaneEvents {

    private static final int MOST_REFUSALS = 10_000;

    private final LaneLink lane;
    private final EventDispatch dispatch;
    private final ReferenceTable table;
    private final ObjectSpace space;
    private final LaneMemory memory = new LaneMemory();
    private final List<EventReader.Event> batch = new ArrayList<>();
    /** Objects in unknown segments, which the lane holds until they have been got in the plain way. */
    private final List<ObjectId> toRelease = new ArrayList<>();

    private final Set<ObjectId> syncs = new HashSet<>();
    private final Condition synced;
    private final List<RefusalListener> outputListeners = new ArrayList<>();
    private final List<RefusalListener> callListeners = new ArrayList<>();
    private final SegmentHolds inPlace = new SegmentHolds(this);
    private @Nullable ConnectionReader reader;
    /** What came last, with what it needs. */
    private @Nullable HeldObject arrived;

    private boolean arrivedAsCopy;
    private final List<HeldObject> needs = new ArrayList<>();

    /** What could not be made before anybody who needs it was known; the eldest are forgotten. */
    private final Map<ObjectId, Refusal> refusals = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Refusal> eldest) {
            return size() > MOST_REFUSALS;
        }
    };

    /** Why an object was not made. */
    private record Refusal(boolean exists, long sizeBytes) {
        StoreException of(ObjectId id) {
            return exists
                    ? new ObjectExistsException("Object " + id + " is in the store already.")
                    : new StoreFullException(
                            "There was no room for the " + sizeBytes + " bytes of object " + id + ".", sizeBytes);
        }
    }

    /** Told under the lock that an object could not be made. */
    interface RefusalListener {
        void failed(ObjectId id, StoreException reason);
    }

    LaneDispatch(LaneLink lane, EventDispatch dispatch, ReferenceTable table, ObjectSpace space) {
        this.lane = lane;
        this.dispatch = dispatch;
        this.table = table;
        this.space = space;
        this.synced = table.lock.newCondition();
    }

    LaneLink lane() {
        return lane;
    }

    /** Who sends what holds of this lane ask when they end. Before there are any. */
    void readBy(ConnectionReader laneReader) {
        reader = laneReader;
    }

    /** Waits until everything that has happened by now was told; false if the deadline has passed before. */
    boolean sync(Deadline deadline) {
        ObjectId token = ObjectId.random();
        lane.sync(token);
        lane.flush();
        table.lock.lock();
        try {
            while (!syncs.remove(token)) {
                table.checkOpen();
                if (deadline.hasPassed()) {
                    return false;
                }
                table.awaitNanos(synced, deadline.remainingNanos());
            }
            return true;
        } finally {
            table.lock.unlock();
        }
    }

    /** Who is told of objects that could not be made for others, or that somebody awaits here. */
    void addOutputListener(RefusalListener listener) {
        outputListeners.add(listener);
    }

    void removeOutputListener(RefusalListener listener) {
        outputListeners.remove(listener);
    }

    /** Who is told of calls, and of what they need, that could not be made and that nobody else wants to know of. */
    void addCallListener(RefusalListener listener) {
        callListeners.add(listener);
    }

    void removeCallListener(RefusalListener listener) {
        callListeners.remove(listener);
    }

    @Override
    public void sealed(ObjectId id, long dataSize, long metadataSize) {
        handOut();
        batch.add(new EventReader.Event(id, false, dataSize, metadataSize));
    }

    @Override
    public void deleted(ObjectId id) {
        handOut();
        if (!batch.isEmpty() || !dispatch.deletedAlone(id)) {
            batch.add(new EventReader.Event(id, true, 0, 0));
        }
    }

    @Override
    public void arrived(ObjectId id, boolean attached, boolean held, ByteBuffer data, ByteBuffer metadata) {
        arrived(copy(id, data, metadata, held ? this : null), attached, !held);
    }

    private void arrived(HeldObject object, boolean attached, boolean asCopy) {
        if (attached && arrived != null) {
            needs.add(object);
        } else {
            handOut();
            arrived = object;
            arrivedAsCopy = asCopy;
        }
    }

    private LaneHold copy(ObjectId id, ByteBuffer data, ByteBuffer metadata, @Nullable LaneDispatch holder) {
        int dataBytes = data.remaining();
        int metadataBytes = metadata.remaining();
        int metadataPlace = (int) LaneMemory.padded(dataBytes);
        int offset = memory.take(metadataPlace + metadataBytes);
        memory.block().put(offset, data);
        memory.block().put(offset + metadataPlace, metadata);
        return new LaneHold(id, memory.block(), offset, dataBytes, metadataBytes, holder);
    }

    @Override
    public void arrivedAt(ObjectId id, boolean attached, ObjectLocation location) {
        MappedSegment segment = space.readable(location);
        if (segment == null) {
            // The answer that brings the segment is still being read by another thread.
            sealed(id, location.dataSize(), location.metadataSize());
            toRelease.add(id);
        } else {
            arrived(inPlace.hold(id, segment, location), attached, false);
        }
    }

    @Override
    public void failed(ObjectId id, boolean exists, long sizeBytes) {
        Refusal refusal = new Refusal(exists, sizeBytes);
        StoreException reason = refusal.of(id);
        boolean known = false;
        for (ObjectSlot.Producer producer : table.producers()) {
            known |= producer.notMade(id, reason);
        }
        if (known) {
            return;
        }
        boolean own = dispatch.isOwn(id);
        if (own) {
            refusals.put(id, refusal);
        }
        boolean isOutput = !own || dispatch.isAwaited(id);
        List.copyOf(isOutput ? outputListeners : callListeners).forEach(listener -> listener.failed(id, reason));
    }

    /** Why an object was not made that nobody knew of when that was told; null if there is no such object. */
    @Nullable
    StoreException failureOf(ObjectId id) {
        Refusal refusal = refusals.isEmpty() ? null : refusals.get(id);
        return refusal == null ? null : refusal.of(id);
    }

    /** Ends a hold of the lane, soon. */
    void release(ObjectId id) {
        release(id, 1);
    }

    /** Ends one hold of the lane on each of some objects whose ids follow each other, soon. */
    void release(ObjectId first, int count) {
        lane.releaseRange(first, count);
        ConnectionReader sender = reader;
        if (sender != null) {
            sender.flushSoon();
        }
    }

    /** Ends a hold of the lane for a thread that must not wait, such as a cleaner's. */
    void releaseLater(ObjectId id) {
        ConnectionReader sender = reader;
        if (sender != null) {
            sender.defer(() -> release(id));
        }
    }

    /** Under the lock: the connection has ended, and so the memory of what is read in place may be used for other objects. */
    void endViews() {
        inPlace.endAll();
    }

    @Override
    public void synced(ObjectId token) {
        syncs.add(token);
    }

    /** Everything that was there has been told. */
    void endBatch() {
        handOut();
        tellBatch();
        if (!syncs.isEmpty()) {
            table.signalAll(synced);
        }
    }

    /** Keeps the order between what arrives and what is only told of. */
    private void handOut() {
        HeldObject object = arrived;
        if (object != null) {
            arrived = null;
            tellBatch();
            dispatch.arrived(object, needs, arrivedAsCopy);
            needs.clear();
        }
    }

    private void tellBatch() {
        if (!batch.isEmpty()) {
            dispatch.events(batch);
            batch.clear();
        }
        if (!toRelease.isEmpty()) {
            toRelease.forEach(this::release);
            toRelease.clear();
        }
    }

    boolean needsLivenessChecks() {
        return dispatch.needsLivenessChecks();
    }

    void checkLiveness() {
        dispatch.checkLiveness();
    }

    void failed(StoreException reason) {
        dispatch.failed(reason);
    }
}
