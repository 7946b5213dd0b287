package dev.dal.connection;

import dev.dal.store.memory.Lifetime;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One open reference to a slot: closing it once gives up one handle. Holds no {@link Ref}, so that a cleaner can use it.
 * For this library's own packages. Thread-safe.
 */
public final class ObjectHandle {

    private final Connection connection;
    private final ObjectSlot slot;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Where this handle is closed with others, and its neighbours there, which that guards. */
    volatile @Nullable OpenHandles group;

    /** Set before the reference is given to its user. */
    private boolean ofStore;

    @Nullable
    ObjectHandle previous;

    @Nullable
    ObjectHandle next;

    /** The lifetime of the reference's views, if it has given any; weak, since that keeps the reference reachable. */
    private @Nullable WeakReference<Lifetime> views;

    /** Handles that last as long as this one; guarded by the lock of this one's connection. */
    private @Nullable List<ObjectHandle> kept;

    /**
     * Takes over one handle of a slot.
     *
     * @param connection the connection of the slot
     * @param slot the slot
     */
    public ObjectHandle(Connection connection, ObjectSlot slot) {
        this.connection = connection;
        this.slot = slot;
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
        return closed.get();
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
        HeldObject held = awaitOpen(Deadline.after(Duration.ZERO));
        if (held == null) {
            throw new IllegalStateException("The " + slot.description() + " is not there.");
        }
        return held;
    }

    private @Nullable HeldObject awaitOpen(Deadline deadline) {
        try {
            HeldObject held = slot.await(deadline, this::isClosed);
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

    /** Views are about to be made: they end with this handle, or with the connection. */
    void viewedThrough(Lifetime lifetime) {
        connection.table().addView(this, lifetime);
    }

    /** Under the lock. */
    void setViews(Lifetime lifetime) {
        views = new WeakReference<>(lifetime);
    }

    /** Under the lock: ends the views; false if there are none. */
    boolean endViews() {
        Lifetime lifetime = views == null ? null : views.get();
        if (lifetime != null) {
            lifetime.end();
        }
        return views != null;
    }

    /** The owner closed the reference, which ends its views and may cancel. Closing twice is harmless. */
    public void close() {
        if (closed.compareAndSet(false, true)) {
            connection.table().closeHandle(this);
            leaveGroup();
            dropKept();
        }
    }

    /** The owner gives up the reference, which ends its views and cancels nothing. */
    public void detach() {
        if (closed.compareAndSet(false, true)) {
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
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        leaveGroup();
        connection.reader().defer(() -> {
            connection.table().dropHandle(this);
            dropKept();
        });
        return true;
    }

    /**
     * What a cleaner does when whoever owned some handles has become garbage: drops those that are open, without
     * cancelling, and tells of it.
     *
     * @param handles the handles of one result
     * @return the action, which keeps nothing reachable but the handles; harmless if they are closed
     */
    public static Runnable whenGarbage(ObjectHandle[] handles) {
        return LeakReports.whenGarbage(handles);
    }

    /** These are the handles of a store's references, which go with it or as garbage. */
    void belongToStore() {
        ofStore = true;
    }

    /** Whether it is no mistake to drop this handle instead of closing it. */
    boolean belongsToStore() {
        return ofStore;
    }

    /** The lifetime of views of a reference: it keeps the reference reachable, and pins keep the object held. */
    static final class ViewLifetime extends Lifetime {
        private final ObjectHandle handle;

        ViewLifetime(ObjectHandle handle, Object keeps) {
            super(keeps);
            this.handle = handle;
        }

        @Override
        public Runnable pin() {
            check();
            return handle.retain()::drop;
        }

        @Override
        protected IllegalStateException endedFailure() {
            return new IllegalStateException(
                    "The reference to object " + handle.slot().id()
                            + " is closed, and its views with it. Keep it open, or retain() it, while views are used.");
        }
    }
}
