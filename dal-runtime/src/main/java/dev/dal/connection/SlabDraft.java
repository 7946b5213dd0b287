package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;

/** An object that is written where it will lie: it is made without a request of its own. */
final class SlabDraft extends SlabView implements NewObject {

    private final int flags;

    /**
     * A draft.
     *
     * @param flags of {@link dev.dal.store.Lane}; the lane keeps a hold
     */
    SlabDraft(SlabPiece piece, int flags) {
        super(piece);
        this.flags = flags;
    }

    @Override
    public ObjectId id() {
        return piece().id();
    }

    @Override
    public Region data() {
        return piece().writable(this);
    }

    @Override
    public HeldObject seal() {
        SlabHold hold = new SlabHold(piece());
        piece().slabs().replace(this, hold);
        piece().seal(flags);
        return hold;
    }

    @Override
    public void close() {
        piece().slabs().close(this);
    }
}
