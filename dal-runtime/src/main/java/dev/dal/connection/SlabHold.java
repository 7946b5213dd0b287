package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorReader;
import dev.dal.tensor.TensorType;
import java.util.List;

/** A hold on an object that was written into a slab of this connection, and is read there. Thread-safe. */
final class SlabHold extends SlabView implements HeldObject {

    private static final Region NOTHING = Region.allocate(0).asReadOnly();

    /** A hold that owns one use of a piece. */
    SlabHold(SlabPiece piece) {
        super(piece);
    }

    @Override
    public ObjectId id() {
        return piece().id();
    }

    @Override
    public long lengthBytes() {
        return piece().lengthBytes();
    }

    @Override
    public Region data() {
        return piece().readable(this, this);
    }

    @Override
    public Region data(Lifetime lifetime, Object owner) {
        check();
        return piece().readable(lifetime, owner);
    }

    @Override
    public <T extends Tensor> T tensor(
            TensorType<T> type, List<String> dimensionNames, Lifetime lifetime, Object owner) {
        check();
        SlabPiece piece = piece();
        return TensorReader.read(
                type, dimensionNames, piece.slab().readable(), piece.offset(), piece.lengthBytes(), lifetime, owner);
    }

    @Override
    public Region metadata() {
        return NOTHING;
    }

    @Override
    public void close() {
        piece().slabs().close(this);
    }
}
