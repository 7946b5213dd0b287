package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;

/** A short object that is written here and travels with the next frame. It is the lifetime of its own memory. */
final class LaneDraft extends Lifetime implements NewObject {

    private final LaneDispatch lanes;
    private final ObjectId id;
    private final int flags;
    private final LaneBlock block;
    private final int offset;
    private final int lengthBytes;

    /**
     * A draft.
     *
     * @param flags of {@link dev.dal.store.Lane}; the lane keeps a hold
     * @param offset where the data are in the block
     */
    LaneDraft(LaneDispatch lanes, ObjectId id, int flags, LaneBlock block, int offset, int lengthBytes) {
        super(null);
        this.lanes = lanes;
        this.id = id;
        this.flags = flags;
        this.block = block;
        this.offset = offset;
        this.lengthBytes = lengthBytes;
    }

    @Override
    public ObjectId id() {
        return id;
    }

    @Override
    public Region data() {
        return block.writable(offset, lengthBytes, this);
    }

    @Override
    public HeldObject seal() {
        if (hasEnded()) {
            throw new IllegalStateException("Object " + id + " was sealed or given up before.");
        }
        end();
        block.publish(lanes.lane(), id, flags, offset, lengthBytes);
        return new LaneHold(id, block, offset, lengthBytes, 0, lanes);
    }

    @Override
    public void close() {
        end();
    }
}
