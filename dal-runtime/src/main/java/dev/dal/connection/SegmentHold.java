package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An object that a lane holds, read where it lies. It is the lifetime of its own regions, which so keep it reachable, and
 * with it the mapping of the segment. The lane's hold ends when this is closed and nothing pins its regions any more.
 * Thread-safe.
 */
final class SegmentHold extends Lifetime implements HeldObject {

    private static final Region NOTHING = Region.allocate(0).asReadOnly();
    private static final VarHandle CLOSED = handle("closed", boolean.class);
    private static final VarHandle USES = handle("uses", int.class);

    private final SegmentHolds holds;
    private final ObjectId id;
    private final MappedSegment segment;
    private final ObjectLocation location;

    @SuppressWarnings("UnusedVariable") // used through CLOSED
    private volatile boolean closed;

    /** This hold while it is open, and its pins. */
    @SuppressWarnings({"UnusedVariable", "FieldMayBeFinal"}) // used through USES
    private volatile int uses = 1;

    /**
     * A hold, which takes over one hold of the lane.
     *
     * @param location a place inside the segment
     */
    SegmentHold(SegmentHolds holds, ObjectId id, MappedSegment segment, ObjectLocation location) {
        super(null);
        this.holds = holds;
        this.id = id;
        this.segment = segment;
        this.location = location;
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(SegmentHold.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public ObjectId id() {
        return id;
    }

    @Override
    public long lengthBytes() {
        return location.dataSize();
    }

    @Override
    public Region data() {
        return data(this, this);
    }

    @Override
    public Region data(Lifetime lifetime, Object owner) {
        check();
        return segment.region(location.dataOffset(), location.dataSize(), lifetime, owner);
    }

    @Override
    public Region metadata() {
        return location.metadataSize() == 0
                ? NOTHING
                : segment.region(location.metadataOffset(), location.metadataSize(), this, this);
    }

    @Override
    public Runnable pin() {
        check();
        int before = uses;
        while (before > 0) {
            if (USES.compareAndSet(this, before, before + 1)) {
                return new Pin();
            }
            before = uses;
        }
        throw endedFailure();
    }

    /** One use less; whether it was the last. */
    private boolean dropUse() {
        return (int) USES.getAndAdd(this, -1) == 1;
    }

    @Override
    public void close() {
        if (CLOSED.compareAndSet(this, false, true)) {
            end();
            holds.closed(this);
            if (dropUse()) {
                holds.release(id);
            }
        }
    }

    /** Keeps the hold of the lane beyond the end of the views; given up once. */
    private final class Pin implements Runnable {
        private final AtomicBoolean done = new AtomicBoolean();

        /** On any thread, also a cleaner's. */
        @Override
        public void run() {
            if (done.compareAndSet(false, true) && dropUse()) {
                holds.releaseLater(id);
            }
        }
    }
}
