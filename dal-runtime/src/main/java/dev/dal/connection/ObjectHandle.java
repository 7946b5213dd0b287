package dev.dal.connection;

import dev.dal.store.memory.Lifetime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One open reference to a slot: closing it once gives up one handle. It is the lifetime of the reference's views, each of
 * which keeps the reference reachable; pins of views keep the object held. Holds no {@link Ref} itself, so that a cleaner
 * can use it. For this library's own packages. Thread-safe.
 */
public final class ObjectHandle extends Lifetime {

    private static final VarHandle CLOSED = closedHandle();

    private final Connection connection;
    private final ObjectSlot slot;
    private volatile boolean closed;

    /** Where this handle is closed with others, and its neighbours there, which that guards. */
    volatile @Nullable OpenHandles group;

    @Nullable
    ObjectHandle previous;

    @Nullable
    ObjectHandle next;

    /** Whether there may be views; this and the neighbours are guarded by {@link ViewedHandles}. */
    boolean viewed;

    @Nullable
    ObjectHandle previousViewed;

    @Nullable
    ObjectHandle nextViewed;

    /**
     * Takes over one handle of a slot.
     *
     * @param connection the connection of the slot
     * @param slot the slot
     */
    public ObjectHandle(Connection connection, ObjectSlot slot) {
        super(null);
        this.connection = connection;
        this.slot = slot;
    }

    private static VarHandle closedHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(ObjectHandle.class, "closed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    Connection connection() {
        return connection;
    }

    /**
     * The slot.
     *
     * @return the slot that this is a handle of
     */
    public ObjectSlot slot() {
        return slot;
    }

    boolean isClosed() {
        return closed;
    }

    /** One more handle on the same slot. */
    ObjectHandle retain() {
        checkOpen();
        if (!connection.table().addHandle(slot)) {
            throw closedFailure(); // meanwhile, by another thread
        }
        return new ObjectHandle(connection, slot);
    }

    /**
     * Waits for the object.
     *
     * @param deadline until when to wait
     * @param errors rebuilds declared exceptions
     * @return the hold on the object, which is no error object
     * @throws ProcessingException if the object is an error object
     * @throws ObjectLostException if it can no longer come
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this handle is closed
     */
    public HeldObject await(Deadline deadline, ErrorTranslator errors) {
        checkOpen();
        HeldObject held = awaitOpen(deadline);
        if (held == null) {
            throw new DalTimeoutException(
                    "Object " + slot.id() + " was not there after " + deadline.timeout() + ".", deadline.timeout());
        }
        if (ErrorCodec.isError(held.metadata())) {
            throw ProcessingException.of(ErrorCodec.decode(held.data()), errors);
        }
        return held;
    }

    private @Nullable HeldObject awaitOpen(Deadline deadline) {
        try {
            HeldObject held = slot.await(deadline, this);
            checkOpen();
            return held;
        } catch (ObjectLostException e) {
            checkOpen();
            throw e;
        }
    }

    void checkOpen() {
        if (isClosed()) {
            throw closedFailure();
        }
    }

    private IllegalStateException closedFailure() {
        return new IllegalStateException("The reference to object " + slot.id() + " is closed.");
    }

    /** A view is about to be made: it ends with this handle, or with the connection. */
    void viewedThrough() {
        connection.table().addView(this);
    }

    /** The owner closed the reference, which ends its views and may cancel. Closing twice is harmless. */
    public void close() {
        if (CLOSED.compareAndSet(this, false, true)) {
            connection.table().closeHandle(this);
            leaveGroup();
        }
    }

    private void leaveGroup() {
        OpenHandles left = group;
        if (left != null) {
            left.remove(this);
        }
    }

    /** The reference became garbage: closed on the reader thread, without cancelling. */
    public void drop() {
        if (CLOSED.compareAndSet(this, false, true)) {
            leaveGroup();
            connection.reader().defer(() -> connection.table().dropHandle(this));
        }
    }

    @Override
    public Runnable pin() {
        check();
        return retain()::drop;
    }

    @Override
    protected IllegalStateException endedFailure() {
        return new IllegalStateException("The reference to object " + slot.id()
                + " is closed, and its views with it. Keep it open, or retain() it, while views are used.");
    }
}
