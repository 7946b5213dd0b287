package dev.dal.connection;

import dev.dal.store.Lane;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The memory in which a connection makes objects that are too long to travel with a frame, and too short to be worth requests
 * of their own (docs/protocol.md section 8.2): one slab after another, each leased with one request. A connection that makes
 * no such objects leases nothing. Thread-safe.
 */
final class Slabs implements AutoCloseable {

    /** The longest object that is made in a slab. */
    static final long MOST_BYTES = 256 << 10;

    private static final long SLAB_BYTES = 1 << 20;
    /** For so long after a refusal objects are made in the plain way. */
    private static final long REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ObjectSpace space;
    private final LaneDispatch lanes;
    private final ConnectionReader reader;

    /** Guards the slabs. The store is asked for leases under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Slab current;
    private long refusedAtNanos = System.nanoTime() - REFUSAL_NANOS;

    /** Guards the open views. */
    private final Object viewing = new Object();

    private @Nullable SlabView firstView;
    private boolean closed;

    Slabs(ObjectSpace space, LaneDispatch lanes, ConnectionReader reader) {
        this.space = space;
        this.lanes = lanes;
        this.reader = reader;
    }

    /**
     * Begins an object in a slab.
     *
     * @param flags of {@link Lane}; the lane keeps a hold
     * @return the object; null if it has to be made in the plain way, as by its length, or where the store leases nothing
     * @throws dev.dal.store.StoreConnectionException if the store has gone or the connection is closed
     */
    @Nullable
    NewObject draft(ObjectId id, long dataSize, int flags) {
        if (dataSize <= Lane.INLINE_BYTES || dataSize > MOST_BYTES) {
            return null;
        }
        SlabPiece piece = take(id, dataSize);
        if (piece == null) {
            return null;
        }
        SlabDraft draft = new SlabDraft(piece, flags);
        return open(draft) ? draft : null;
    }

    private @Nullable SlabPiece take(ObjectId id, long lengthBytes) {
        lock.lock();
        try {
            Slab slab = current;
            long offset = slab == null ? Slab.FULL : slab.take(lengthBytes);
            if (offset == Slab.FULL) {
                slab = renew();
                offset = slab == null ? Slab.FULL : slab.take(lengthBytes);
            }
            return slab == null ? null : new SlabPiece(this, slab, id, offset, lengthBytes);
        } finally {
            lock.unlock();
        }
    }

    /** Another slab in the place of the one that is full; null if there is none to be had now. */
    private @Nullable Slab renew() {
        Slab full = current;
        current = null;
        if (full != null) {
            full.retire();
            giveUpIfDone(full);
        }
        if (System.nanoTime() - refusedAtNanos < REFUSAL_NANOS) {
            return null;
        }
        LeasedMemory lease = space.lease(SLAB_BYTES);
        if (lease == null) {
            refusedAtNanos = System.nanoTime();
        } else {
            current = new Slab(lease, map(lease));
        }
        return current;
    }

    private Region map(LeasedMemory lease) {
        boolean mapped = false;
        try {
            Region memory = space.map(lease);
            mapped = true;
            return memory;
        } finally {
            if (!mapped) {
                refusedAtNanos = System.nanoTime();
                lanes.lane().giveUp(lease);
                reader.flushSoon();
            }
        }
    }

    private void giveUpIfDone(Slab slab) {
        if (slab.isDone()) {
            lanes.lane().giveUp(slab.lease());
            reader.flushSoon();
        }
    }

    /** Makes the object of a piece: before its slab can be given up. */
    void seal(SlabPiece piece, int flags) {
        Slab slab = piece.slab();
        lanes.lane().sealAt(piece.id(), flags, List.of(), slab.location(piece.offset(), piece.lengthBytes()));
        closePiece(slab);
    }

    private void closePiece(Slab slab) {
        lock.lock();
        try {
            slab.close();
            giveUpIfDone(slab);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody needs a piece any more. */
    void unused(SlabPiece piece) {
        if (piece.isSealed()) {
            lanes.lane().releaseAt(piece.id(), piece.slab().location(piece.offset(), piece.lengthBytes()));
            reader.flushSoon();
        } else {
            closePiece(piece.slab());
        }
    }

    /** One use of a piece less, soon. For cleaners. */
    void releaseLater(SlabPiece piece) {
        reader.defer(piece::release);
    }

    /** One use more of the piece of a view; false if the view has ended. */
    boolean retain(SlabView view) {
        synchronized (viewing) {
            if (view.listed) {
                view.piece().retain();
            }
            return view.listed;
        }
    }

    /** A view begins; false if the connection has ended. */
    private boolean open(SlabView view) {
        synchronized (viewing) {
            if (!closed) {
                add(view);
            }
            return !closed;
        }
    }

    /** A view takes over the use of another, which ends. */
    void replace(SlabView former, SlabView view) {
        synchronized (viewing) {
            if (!former.listed) {
                String message = "Object " + former.piece().id() + " was sealed or given up before.";
                throw closed ? new ConnectionClosedException(message) : new IllegalStateException(message);
            }
            remove(former);
            add(view);
        }
    }

    /** Ends a view, and its use of the piece. Doing so twice is harmless. */
    void close(SlabView view) {
        synchronized (viewing) {
            if (!view.listed) {
                return;
            }
            remove(view);
        }
        view.piece().release();
    }

    private void add(SlabView view) {
        SlabView second = firstView;
        view.listed = true;
        view.next = second;
        if (second != null) {
            second.previous = view;
        }
        firstView = view;
    }

    private void remove(SlabView view) {
        view.end();
        view.listed = false;
        SlabView previous = view.previous;
        SlabView next = view.next;
        if (previous == null) {
            firstView = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        view.previous = null;
        view.next = null;
    }

    /** Ends all views, before the store gives their memory to others. Closing twice is harmless. */
    @Override
    public void close() {
        synchronized (viewing) {
            closed = true;
            for (SlabView view = firstView; view != null; view = firstView) {
                remove(view);
            }
        }
    }
}
