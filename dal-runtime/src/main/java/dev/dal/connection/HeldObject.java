package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorReader;
import dev.dal.tensor.TensorType;
import java.util.List;

/**
 * A hold on a sealed object: as long as it lasts the object is neither deleted nor evicted.
 *
 * <p>For this library's own packages; users hold objects by {@link Ref}. Thread-safe.
 */
public interface HeldObject extends AutoCloseable {

    /**
     * The object.
     *
     * @return its id
     */
    ObjectId id();

    /**
     * The data.
     *
     * @return a read-only region, valid until {@link #close()}
     */
    Region data();

    /**
     * Length of the data.
     *
     * @return bytes
     */
    default long lengthBytes() {
        return data().length();
    }

    /**
     * Memory in which the data lie, maybe with other objects. It need not end with this hold: use it only while this is held, unless
     * the object came as a copy.
     *
     * @return a read-only region, of which the data are {@link #lengthBytes()} bytes from {@link #memoryOffset()} on
     * @throws IllegalStateException if this was closed
     */
    default Region memory() {
        return data();
    }

    /**
     * Where the data lie in {@link #memory()}.
     *
     * @return offset of the first byte
     */
    default long memoryOffset() {
        return 0;
    }

    /**
     * The data with another lifetime.
     *
     * @param lifetime until when the region may be used, not longer than this hold lasts
     * @param owner what the region keeps reachable
     * @return a read-only region
     */
    default Region data(Lifetime lifetime, Object owner) {
        return data().withLifetime(lifetime, owner);
    }

    /**
     * The data as a tensor.
     *
     * @param type type that it must have
     * @param dimensionNames as many names as it must have dimensions
     * @param lifetime until when the view may be used, not longer than this hold lasts
     * @param owner what the view keeps reachable
     * @param <T> the Java type of the tensor
     * @return a read-only view
     * @throws dev.dal.ipc.FormatException if the data are no tensor, or one of another type or rank
     */
    default <T extends Tensor> T tensor(
            TensorType<T> type, List<String> dimensionNames, Lifetime lifetime, Object owner) {
        return TensorReader.read(type, dimensionNames, data(lifetime, owner));
    }

    /**
     * The metadata.
     *
     * @return a read-only region, valid until {@link #close()}
     */
    Region metadata();

    /**
     * Ends this, as {@link #close()} does, but not the hold of the connection's lane that it stands for: that ends by
     * {@link ObjectAccess#release(ObjectId, int)}.
     *
     * @return false if that cannot end so, or this was closed; nothing has happened then
     */
    default boolean closeAllButLane() {
        return false;
    }

    /** Gives up the hold. Closing twice is harmless. */
    @Override
    void close();
}
