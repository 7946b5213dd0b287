package dev.dal.connection;

import dev.dal.store.memory.Lifetime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One open reference to a slot: closing it once gives up one handle. It is the lifetime of the reference's views, each of
 * which keeps the reference reachable; pins of views keep the object held. Holds no {@link Ref} itself, so that a {@link LeakWatch}
 * can use it. For this library's own packages. Thread-safe.
 */
public final class ObjectHandle extends Lifetime {

    private static final VarHandle CLOSED = closedHandle();

    private final Connection connection;
    private final ObjectSlot slot;
    private volatile boolean closed;

    /** Where this handle is closed with others, and its neighbours there, which that guards. */
    volatile @Nullable OpenHandles group;

    /** Set before the reference is given to its user. */
    private boolean ofStore;

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

    /** Handles that last as long as this one; guarded by the lock of this one's connection. */
    private @Nullable List<ObjectHandle> kept;

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
            String what = slot.description();
            throw new DalTimeoutException(
                    "O" + what.substring(1) + " was not there after " + deadline.timeout() + ".", deadline.timeout());
        }
        if (ErrorCodec.isError(held.metadata())) {
            throw ProcessingException.of(ErrorCodec.decode(held.data()), errors);
        }
        return held;
    }

    /**
     * Waits until the object is there, or will never come.
     *
     * @param deadline until when to wait
     * @return false if the deadline has passed before
     * @throws DalInterruptedException if the thread was interrupted
     * @throws IllegalStateException if this handle is closed
     */
    public boolean awaitSettled(Deadline deadline) {
        checkOpen();
        try {
            return awaitOpen(deadline) != null;
        } catch (DalInterruptedException e) {
            throw e;
        } catch (DalException lost) {
            if (slot.failure() == null) {
                throw lost;
            }
            return true;
        }
    }

    /** The object, which is there. */
    HeldObject held() {
        HeldObject held = awaitOpen(Deadline.PASSED);
        if (held == null) {
            throw new IllegalStateException("The " + slot.description() + " is not there.");
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
            dropKept();
        }
    }

    /** The owner gives up the reference, which ends its views and cancels nothing. */
    public void detach() {
        if (CLOSED.compareAndSet(this, false, true)) {
            connection.table().detachHandle(this);
            leaveGroup();
            dropKept();
        }
    }

    /** Another handle is to last as long as this one; it may be of another connection. */
    void keep(ObjectHandle other) {
        connection.table().lock.lock();
        try {
            if (!isClosed()) {
                if (kept == null) {
                    kept = new ArrayList<>(1);
                }
                kept.add(other);
                return;
            }
        } finally {
            connection.table().lock.unlock();
        }
        other.drop();
        throw closedFailure();
    }

    /** After the lock was held since this handle is closed: no other is added any more. */
    private void dropKept() {
        List<ObjectHandle> left = kept;
        if (left != null) {
            kept = null;
            left.forEach(ObjectHandle::drop);
        }
    }

    private void leaveGroup() {
        OpenHandles left = group;
        if (left != null) {
            left.remove(this);
        }
    }

    /** The reference became garbage: closed on the reader thread, without cancelling. Whether it was open. */
    boolean drop() {
        if (!CLOSED.compareAndSet(this, false, true)) {
            return false;
        }
        leaveGroup();
        connection.reader().defer(() -> {
            connection.table().dropHandle(this);
            dropKept();
        });
        return true;
    }

    /** These are the handles of a store's references, which go with it or as garbage. */
    void belongToStore() {
        ofStore = true;
    }

    /** Whether it is no mistake to drop this handle instead of closing it. */
    boolean belongsToStore() {
        return ofStore;
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
