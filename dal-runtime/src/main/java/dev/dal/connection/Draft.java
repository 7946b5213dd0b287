package dev.dal.connection;

import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that is being written where it will be read: in the store.
 *
 * <p>{@link #seal()} publishes it and ends its writable view. {@link #close()} takes back what was not sealed, else it
 * closes the sealed reference; {@link TensorRef#retain()} keeps it. Not safe for use by several threads; the tensor
 * itself may be filled by several.
 *
 * @param <T> class of the tensor
 */
public final class Draft<T extends Tensor> implements AutoCloseable {

    private final Store store;
    private final NewObject object;
    private final TensorType<T> type;
    private final T tensor;
    private final List<String> dimensions;
    private @Nullable TensorRef<T> sealed;
    private boolean closed;

    Draft(Store store, NewObject object, TensorType<T> type, T tensor, List<String> dimensions) {
        this.store = store;
        this.object = object;
        this.type = type;
        this.tensor = tensor;
        this.dimensions = dimensions;
    }

    /**
     * The tensor to write.
     *
     * @return a writable view of shared memory, valid until {@link #seal()} or {@link #close()}
     */
    public T tensor() {
        return tensor;
    }

    /**
     * Publishes the tensor and ends the writable view.
     *
     * @return the reference to it, the same each time; it closes with this draft
     * @throws IllegalStateException if the draft, or its store, was closed before it was sealed
     * @throws ConnectionClosedException if the connection ended before
     */
    public TensorRef<T> seal() {
        if (sealed == null) {
            if (closed) {
                throw new IllegalStateException(
                        "The draft of object " + object.id() + " was closed before it was sealed.");
            }
            sealed = store.publish(object, type, dimensions);
        }
        return sealed;
    }

    /** Takes the tensor back, or closes the sealed reference. Closing twice is harmless. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (sealed != null) {
            sealed.close();
        } else {
            object.close();
        }
    }
}
