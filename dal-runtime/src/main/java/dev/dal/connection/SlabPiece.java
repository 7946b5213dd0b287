package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;

/**
 * The part of a slab in which one object is written, and read once it is sealed. It is nobody else's as long as there is a
 * use of it: the draft, the hold, or a pin of either. With the last the lane's hold is given up, or, where the object was
 * not sealed, the part itself. Thread-safe.
 */
final class SlabPiece {

    private final Slabs slabs;
    private final Slab slab;
    private final ObjectId id;
    private final long offset;
    private final long lengthBytes;
    private int uses = 1;
    private boolean sealed;

    /** A part with one use. */
    SlabPiece(Slabs slabs, Slab slab, ObjectId id, long offset, long lengthBytes) {
        this.slabs = slabs;
        this.slab = slab;
        this.id = id;
        this.offset = offset;
        this.lengthBytes = lengthBytes;
    }

    ObjectId id() {
        return id;
    }

    Slabs slabs() {
        return slabs;
    }

    Slab slab() {
        return slab;
    }

    long offset() {
        return offset;
    }

    long lengthBytes() {
        return lengthBytes;
    }

    Region writable(Lifetime lifetime) {
        return slab.writable(offset, lengthBytes, lifetime);
    }

    Region readable(Lifetime lifetime, Object owner) {
        return slab.readable().slice(offset, lengthBytes, lifetime, owner);
    }

    /** Makes the object. */
    void seal(int flags) {
        synchronized (this) {
            sealed = true;
        }
        slabs.seal(this, flags);
    }

    /** One use more, beside one that lasts. */
    synchronized void retain() {
        uses++;
    }

    /** One use less. */
    void release() {
        synchronized (this) {
            uses--;
            if (uses > 0) {
                return;
            }
        }
        slabs.unused(this);
    }

    synchronized boolean isSealed() {
        return sealed;
    }
}
