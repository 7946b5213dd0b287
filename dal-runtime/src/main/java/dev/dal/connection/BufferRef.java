package dev.dal.connection;

import dev.dal.store.client.ObjectBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an object that is, or will be, in a store, whatever its bytes are.
 *
 * <p>The buffers it gives lie in shared memory: nothing is copied. They end when the reference closes. Thread-safe.
 */
public final class BufferRef extends Ref {

    BufferRef(ObjectHandle handle, @Nullable Object owner, ErrorTranslator errors) {
        super(handle, owner, errors);
    }

    /**
     * The reference to an output, for {@code dev.dal.call}; not meant for users.
     *
     * @param handle the handle; now belongs to the reference
     * @param owner what closes the reference and is kept reachable by it
     * @param errors rebuilds declared exceptions
     * @return the reference
     */
    public static BufferRef over(ObjectHandle handle, Object owner, ErrorTranslator errors) {
        return new BufferRef(handle, owner, errors);
    }

    /**
     * Waits for the object for at most the connection's default timeout.
     *
     * @return its data in shared memory, valid until this reference closes
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if it carries metadata
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public ObjectBuffer get() {
        return get(connection().timeout());
    }

    /**
     * Waits for the object.
     *
     * @param timeout how long to wait; zero does not wait
     * @return its data in shared memory, valid until this reference closes
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if it carries metadata
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public ObjectBuffer get(Duration timeout) {
        return buffer(timeout);
    }

    /**
     * The object, if it is there.
     *
     * @return a buffer as {@link #get()} gives, or nothing while it is awaited
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if it carries metadata
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public Optional<ObjectBuffer> poll() {
        return isReady() ? Optional.of(get(Duration.ZERO)) : Optional.empty();
    }

    /**
     * Writes the object that this reference stands for.
     *
     * @param content its data; copied
     * @throws dev.dal.store.ObjectExistsException if it was written before
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalStateException if this reference is closed
     * @throws ConnectionClosedException if the connection ended
     */
    public void put(byte[] content) {
        write(content.length, data -> data.put(0, content));
    }

    /**
     * Another reference to the same object, which has to be closed by itself.
     *
     * @return a reference that stays when this one closes
     * @throws IllegalStateException if this reference is closed
     */
    public BufferRef retain() {
        return new BufferRef(handle().retain(), null, errors());
    }

    /**
     * The object as a future. It completes on a thread of the common pool, never on the connection's own.
     *
     * @return a fresh future of what {@link #get()} gives or throws; cancelling it has no effect on this reference
     */
    public CompletableFuture<ObjectBuffer> toCompletableFuture() {
        checkOpen();
        CompletableFuture<ObjectBuffer> future = new CompletableFuture<>();
        handle().slot().whenSettled(() -> future.completeAsync(() -> get(Duration.ZERO)));
        return future;
    }
}
