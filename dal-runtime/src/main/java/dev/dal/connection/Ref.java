package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.memory.Region;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an object that is, or will be, in a store: the handle of somebody's interest in it.
 *
 * <p>The object lives while a reference to it is open or a call that is not done needs it. So a reference may be closed
 * right after it was passed to a call. Closing it ends its views. Thread-safe.
 */
public abstract class Ref implements AutoCloseable {

    private static final Cleaner CLEANER = Cleaner.create();

    /** Of a reference whose owner is told when both become garbage. */
    private static final Cleaner.Cleanable NOTHING_TO_CLEAN = () -> {};

    private final ObjectHandle handle;
    private final ErrorTranslator errors;
    private final Cleaner.Cleanable cleanable;

    /** Kept reachable as long as this reference or a view of it is. */
    @SuppressWarnings("UnusedVariable") // being referred to is all it is for
    private final @Nullable Object owner;

    /**
     * A reference.
     *
     * @param handle the handle; now belongs to this reference
     * @param owner what the reference belongs to and keeps reachable, which then closes it; null for a reference that
     *     stands alone
     * @param errors rebuilds declared exceptions
     */
    Ref(ObjectHandle handle, @Nullable Object owner, ErrorTranslator errors) {
        this.handle = handle;
        this.errors = errors;
        this.owner = owner;
        this.cleanable = owner == null ? CLEANER.register(this, handle::drop) : NOTHING_TO_CLEAN;
    }

    /**
     * The object.
     *
     * @return its id
     */
    public ObjectId id() {
        return handle.slot().id();
    }

    /**
     * The connection that the object is reached by.
     *
     * @return the connection
     */
    public Connection connection() {
        return handle.connection();
    }

    /**
     * Whether the object is there, or will never come, so that a get ends at once.
     *
     * @return true if nothing has to be waited for
     */
    public boolean isReady() {
        return handle.slot().isSettled();
    }

    /**
     * Waits until the object is there, for at most the connection's default timeout.
     *
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public void await() {
        await(connection().timeout());
    }

    /**
     * Waits until the object is there.
     *
     * @param timeout how long to wait; zero does not wait
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public void await(Duration timeout) {
        held(timeout);
    }

    /**
     * Whether this reference was closed.
     *
     * @return true after {@link #close()}
     */
    public boolean isClosed() {
        return handle.isClosed();
    }

    /** Gives up the interest in the object and ends the views. Closing twice is harmless. */
    @Override
    public void close() {
        handle.close();
        cleanable.clean();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " " + id() + (isClosed() ? " (closed)" : isReady() ? "" : " (awaited)");
    }

    final ErrorTranslator errors() {
        return errors;
    }

    final ObjectHandle handle() {
        return handle;
    }

    /** The data of the object as this reference's views see it, or the failure that it stands for. */
    final Region data(Duration timeout) {
        return heldForViews(timeout).data(handle, this);
    }

    /** The object, whose data views are about to be made of, with the handle as their lifetime. */
    final HeldObject heldForViews(Duration timeout) {
        HeldObject held = held(timeout);
        handle.viewedThrough();
        return held;
    }

    /** The object as it is, or the failure that it stands for. */
    final ObjectBuffer buffer(Duration timeout) {
        HeldObject held = heldForViews(timeout);
        return ObjectBuffer.view(held.id(), handle, held.data(handle, this), held.metadata());
    }

    private HeldObject held(Duration timeout) {
        try {
            return handle.await(Deadline.after(timeout), errors);
        } catch (DalTimeoutException e) {
            throw new DalTimeoutException(String.valueOf(e.getMessage()), List.of(this), timeout);
        }
    }

    final void checkOpen() {
        handle.checkOpen();
    }
}
