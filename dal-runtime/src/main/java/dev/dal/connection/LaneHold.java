package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorReader;
import dev.dal.tensor.TensorType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object whose bytes are here because they came or went over a lane. It is the lifetime of its own regions, which so
 * keep it reachable. Thread-safe.
 */
final class LaneHold extends Lifetime implements HeldObject {

    private static final Region NOTHING = Region.allocate(0).asReadOnly();
    private static final VarHandle CLOSED = closedHandle();

    private final ObjectId id;
    private final LaneBlock block;
    private final int dataOffset;
    private final int dataBytes;
    private final int metadataBytes;
    private final @Nullable LaneDispatch holder;

    @SuppressWarnings("UnusedVariable") // used through CLOSED
    private volatile boolean closed;

    /**
     * A hold.
     *
     * @param dataOffset where the data are in the block; the metadata begin at the next multiple of 64 behind them
     * @param holder ends the lane's hold, if it has one
     */
    LaneHold(
            ObjectId id,
            LaneBlock block,
            int dataOffset,
            int dataBytes,
            int metadataBytes,
            @Nullable LaneDispatch holder) {
        super(null);
        this.id = id;
        this.block = block;
        this.dataOffset = dataOffset;
        this.dataBytes = dataBytes;
        this.metadataBytes = metadataBytes;
        this.holder = holder;
    }

    private static VarHandle closedHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(LaneHold.class, "closed", boolean.class);
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
        return dataBytes;
    }

    @Override
    public Region data() {
        return data(this, this);
    }

    @Override
    public Region data(Lifetime lifetime, Object owner) {
        return block.readable(dataOffset, dataBytes, lifetime, owner);
    }

    @Override
    public Region memory() {
        check();
        return block.readable();
    }

    @Override
    public long memoryOffset() {
        return dataOffset;
    }

    @Override
    public <T extends Tensor> T tensor(
            TensorType<T> type, List<String> dimensionNames, Lifetime lifetime, Object owner) {
        check();
        return TensorReader.read(type, dimensionNames, block.readable(), dataOffset, dataBytes, lifetime, owner);
    }

    @Override
    public Region metadata() {
        return metadataBytes == 0
                ? NOTHING
                : block.readable((int) (dataOffset + LaneMemory.padded(dataBytes)), metadataBytes, this, this);
    }

    @Override
    public boolean closeAllButLane() {
        boolean leaves = holder != null && CLOSED.compareAndSet(this, false, true);
        if (leaves) {
            end();
        }
        return leaves;
    }

    @Override
    public void close() {
        if (CLOSED.compareAndSet(this, false, true)) {
            end();
            if (holder != null) {
                holder.release(id);
            }
        }
    }
}
