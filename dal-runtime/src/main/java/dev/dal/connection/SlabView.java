package dev.dal.connection;

import dev.dal.store.memory.Lifetime;
import org.jspecify.annotations.Nullable;

/**
 * A draft or a hold of an object in a slab: the lifetime of its own regions, which so keep it reachable, and one use of its
 * piece. It ends with the connection at the latest, when the memory becomes that of others.
 */
abstract class SlabView extends Lifetime {

    private final SlabPiece piece;

    /** The neighbours among the open views; guarded by {@link Slabs}. */
    @Nullable
    SlabView previous;

    @Nullable
    SlabView next;

    boolean listed;

    /** A view that owns one use of a piece. */
    SlabView(SlabPiece piece) {
        super(null);
        this.piece = piece;
    }

    final SlabPiece piece() {
        return piece;
    }

    @Override
    public final Runnable pin() {
        if (!piece.slabs().retain(this)) {
            throw endedFailure();
        }
        return () -> piece.slabs().releaseLater(piece);
    }
}
