package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.memory.MappedSegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The objects of a lane that are read where they lie: their views end with the connection, since the store takes their
 * memory back then.
 */
final class SegmentHolds {

    private final LaneDispatch lanes;
    private final Set<SegmentHold> open = ConcurrentHashMap.newKeySet();
    /** Guarded by the connection's lock. */
    private boolean ended;

    SegmentHolds(LaneDispatch lanes) {
        this.lanes = lanes;
    }

    /** Under the lock: takes over one hold of the lane. */
    SegmentHold hold(ObjectId id, MappedSegment segment, ObjectLocation location) {
        SegmentHold hold = new SegmentHold(this, id, segment, location);
        if (ended) {
            hold.end();
        } else {
            open.add(hold);
        }
        return hold;
    }

    /** Under the lock: ends all views, and those of what is still told. */
    void endAll() {
        ended = true;
        open.forEach(SegmentHold::end);
        open.clear();
    }

    /** A hold was closed, so that it has no views any more; pins may be left. */
    void closed(SegmentHold hold) {
        open.remove(hold);
    }

    /** Ends the lane's hold. */
    void release(ObjectId id) {
        lanes.release(id);
    }

    /** Ends the lane's hold, for a thread that must not wait. */
    void releaseLater(ObjectId id) {
        lanes.releaseLater(id);
    }
}
