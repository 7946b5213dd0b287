package dev.dal.connection;

import dev.dal.ipc.FormatException;
import dev.dal.tensor.Shape;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorMessage;
import dev.dal.tensor.TensorSource;
import dev.dal.tensor.TensorType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a tensor that is, or will be, in a store.
 *
 * <p>The views it gives lie in shared memory: nothing is copied. They end when the reference closes.
 *
 * @param <T> class of the tensor
 */
public final class TensorRef<T extends Tensor> extends Ref implements TensorSource<T> {

    private final TensorType<T> type;
    private final List<String> dimensions;
    private volatile @Nullable T view;

    TensorRef(
            ObjectHandle handle,
            @Nullable Object owner,
            TensorType<T> type,
            List<String> dimensions,
            ErrorTranslator errors) {
        super(handle, owner, errors);
        this.type = type;
        this.dimensions = List.copyOf(dimensions);
    }

    /** A reference that stands alone. */
    TensorRef(ObjectHandle handle, TensorType<T> type, List<String> dimensions) {
        this(handle, null, type, dimensions, ErrorTranslator.NONE);
    }

    /**
     * The reference to an output, for {@code dev.dal.call}; not meant for users.
     *
     * @param handle the handle; now belongs to the reference
     * @param owner what closes the reference and is kept reachable by it
     * @param type element type and class of the tensor
     * @param dimensions names of the dimensions
     * @param errors rebuilds declared exceptions
     * @param <T> class of the tensor
     * @return the reference
     */
    public static <T extends Tensor> TensorRef<T> over(
            ObjectHandle handle, Object owner, TensorType<T> type, List<String> dimensions, ErrorTranslator errors) {
        return new TensorRef<>(handle, owner, type, dimensions, errors);
    }

    /** The element type and class of the tensor. */
    @Override
    public TensorType<T> type() {
        return type;
    }

    /**
     * The names of the dimensions, as declared.
     *
     * @return one name per dimension
     */
    public List<String> dimensionNames() {
        return dimensions;
    }

    /**
     * Waits for the tensor for at most the connection's default timeout.
     *
     * @return a read-only view of shared memory, valid until this reference closes
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if the object is no tensor, or one of another element type or rank
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public T get() {
        return get(connection().timeout());
    }

    /**
     * Waits for the tensor.
     *
     * @param timeout how long to wait; zero does not wait
     * @return a read-only view of shared memory, valid until this reference closes
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if the object is no tensor, or one of another element type or rank
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public T get(Duration timeout) {
        checkOpen();
        T known = view;
        if (known == null) {
            known = read(heldForViews(timeout));
            view = known;
        }
        return known;
    }

    /**
     * The tensor, if it is there.
     *
     * @return a view as {@link #get()} gives, or nothing while it is awaited
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if the object is no tensor, or one of another element type or rank
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public Optional<T> poll() {
        return isReady() ? Optional.of(get(Duration.ZERO)) : Optional.empty();
    }

    /**
     * Writes the tensor that this reference stands for.
     *
     * @param tensor the tensor; copied
     * @throws dev.dal.store.ObjectExistsException if it was written before
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalArgumentException if its elements or its rank are not those of this reference
     * @throws IllegalStateException if this reference is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public void put(T tensor) {
        if (!type.equals(tensor.type()) || dimensions.size() != tensor.shape().rank()) {
            throw new IllegalArgumentException("A reference to " + type + dimensions + " takes such a tensor; found "
                    + tensor.type() + " of shape " + tensor.shape() + ".");
        }
        TensorMessage<T> message = TensorMessage.of(type, tensor.shape(), dimensions);
        write(message.sizeBytes(), data -> message.writeTo(data, tensor));
    }

    /**
     * Another reference to the same tensor, which has to be closed by itself.
     *
     * @return a reference that stays when this one closes
     * @throws IllegalStateException if this reference is closed
     */
    public TensorRef<T> retain() {
        return new TensorRef<>(handle().retain(), null, type, dimensions, errors());
    }

    /**
     * The tensor as a future. It completes on a thread of the common pool, never on the connection's own.
     *
     * @return a fresh future of what {@link #get()} gives or throws; cancelling it has no effect on this reference
     */
    public CompletableFuture<T> toCompletableFuture() {
        checkOpen();
        CompletableFuture<T> future = new CompletableFuture<>();
        handle().slot().whenSettled(() -> future.completeAsync(() -> get(Duration.ZERO)));
        return future;
    }

    private T read(HeldObject held) {
        try {
            return held.tensor(type, dimensions, handle(), this);
        } catch (FormatException e) {
            throw new FormatMismatchException(
                    "Object " + id() + " does not hold the tensor " + type + dimensions + ": " + e.getMessage(), e);
        }
    }

    /**
     * The lengths of the tensor, if it is there; for {@code dev.dal.call}.
     *
     * @return the shape, or null while it is awaited, or where an error stands for it
     * @throws FormatMismatchException if the object is no tensor, or one of another element type or rank
     * @throws IllegalStateException if this reference is closed
     */
    public @Nullable Shape knownShape() {
        checkOpen();
        T known = view;
        HeldObject held = known == null ? handle().slot().held() : null;
        if (held != null && !ErrorCodec.isError(held.metadata())) {
            known = get(Duration.ZERO);
        }
        return known == null ? null : known.shape();
    }
}
