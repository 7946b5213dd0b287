package dev.dal.connection;

import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectLocation;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;

/** Memory leased from the store, given out from its beginning to its end. Guarded by {@link Slabs}, but for its memory. */
final class Slab {

    /** What {@link #take} returns when there is not enough left. */
    static final long FULL = -1;

    private final LeasedMemory lease;
    private final Region memory;
    private final Region readable;
    private long used;
    /** Pieces that were given out and are neither sealed nor given up. */
    private int open;

    private boolean retired;

    Slab(LeasedMemory lease, Region memory) {
        this.lease = lease;
        this.memory = memory;
        this.readable = memory.asReadOnly();
    }

    LeasedMemory lease() {
        return lease;
    }

    /** Gives out a piece that begins at a multiple of 64 bytes: its offset here, or {@link #FULL}. */
    long take(long lengthBytes) {
        if (lengthBytes > memory.length() - used) {
            return FULL;
        }
        long offset = used;
        used += LaneMemory.padded(lengthBytes);
        open++;
        return offset;
    }

    /** A piece is sealed or given up. */
    void close() {
        open--;
    }

    /** Nothing is given out any more. */
    void retire() {
        retired = true;
    }

    /** Whether nobody writes here any more. */
    boolean isDone() {
        return retired && open == 0;
    }

    /** Where a piece lies in its segment. */
    ObjectLocation location(long offset, long lengthBytes) {
        return new ObjectLocation(lease.segment(), lease.offset() + offset, lengthBytes, 0);
    }

    /** A piece to be written. */
    Region writable(long offset, long lengthBytes, Lifetime lifetime) {
        return memory.slice(offset, lengthBytes, lifetime, null);
    }

    /** All of it, to be read. */
    Region readable() {
        return readable;
    }
}
