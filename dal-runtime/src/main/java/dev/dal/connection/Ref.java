package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.client.ObjectBuffer;
import dev.dal.store.memory.Region;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an object that is, or will be, in a store: the handle of somebody's interest in it.
 *
 * <p>The object lives while a reference to it is open or a call that is not done needs it. So a reference may be closed
 * right after it was passed to a call. Closing it ends its views. Thread-safe.
 */
public abstract class Ref implements AutoCloseable {

    private final ObjectHandle handle;
    private final ErrorTranslator errors;
    /** Null if there is an owner, which is watched itself. */
    private final @Nullable LeakWatch watch;

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
        this.watch = owner == null ? LeakWatch.over(this, handle) : null;
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
     * Waits until the object is there, and gives its bytes, whatever they are.
     *
     * @param timeout how long to wait; zero does not wait
     * @param autoDelete whether closing the buffer closes this reference, so that the object goes when nobody else needs
     *     it; else closing the buffer has no effect
     * @return the object in shared memory, valid until this reference closes
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws FormatMismatchException if it carries metadata
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if this reference is closed
     */
    public ObjectBuffer getBuffer(Duration timeout, boolean autoDelete) {
        return view(held(timeout), autoDelete ? this::close : () -> {});
    }

    /**
     * Waits until all of some objects are there, for at most the default timeout of their connection.
     *
     * @param refs references of one connection
     * @throws ProcessingException if a call that was to make one of them failed
     * @throws ObjectLostException if one can no longer come
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if a reference is closed
     * @throws IllegalArgumentException if the references are of several connections
     */
    public static void awaitAll(Collection<? extends Ref> refs) {
        if (!refs.isEmpty()) {
            awaitAll(refs, refs.iterator().next().connection().timeout());
        }
    }

    /**
     * Waits until all of some objects are there. Ends as soon as one of them has failed.
     *
     * @param refs references of one connection; none are there at once
     * @param timeout how long to wait for all of them together; zero does not wait
     * @throws ProcessingException if a call that was to make one of them failed
     * @throws ObjectLostException if one can no longer come
     * @throws DalTimeoutException if the time was up; says which are not there
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if a reference is closed
     * @throws IllegalArgumentException if the references are of several connections
     */
    public static void awaitAll(Collection<? extends Ref> refs, Duration timeout) {
        if (!refs.isEmpty()) {
            new RefWait(refs, timeout).all();
        }
    }

    /**
     * Waits until one of some objects is there, for at most the default timeout of their connection.
     *
     * @param refs references of one connection, at least one
     * @param <R> class of the references
     * @return the first of them whose get ends at once, be it with a failure
     * @throws DalTimeoutException if the time was up
     * @throws DalInterruptedException if the thread was interrupted
     * @throws IllegalStateException if a reference is closed
     * @throws IllegalArgumentException if there is no reference, or they are of several connections
     */
    public static <R extends Ref> R awaitAny(Collection<R> refs) {
        return awaitAny(
                refs,
                refs.isEmpty()
                        ? Duration.ZERO
                        : refs.iterator().next().connection().timeout());
    }

    /**
     * Waits until one of some objects is there, or will never come.
     *
     * @param refs references of one connection, at least one
     * @param timeout how long to wait; zero does not wait
     * @param <R> class of the references
     * @return the first of them whose get ends at once, be it with a failure
     * @throws DalTimeoutException if the time was up; names what was waited for
     * @throws DalInterruptedException if the thread was interrupted
     * @throws IllegalStateException if a reference is closed
     * @throws IllegalArgumentException if there is no reference, or they are of several connections
     */
    public static <R extends Ref> R awaitAny(Collection<R> refs, Duration timeout) {
        if (refs.isEmpty()) {
            throw new IllegalArgumentException("One of several references is awaited; found none.");
        }
        return new RefWait(refs, timeout).any(refs);
    }

    /**
     * Keeps another object in the store until this one is there, or nobody waits for it any more.
     *
     * @param other what the maker of this object needs; may be closed afterwards
     * @throws IllegalStateException if one of the references is closed
     */
    public void addDependency(Ref other) {
        checkOpen();
        ObjectHandle kept = other.handle.retain();
        handle.slot().whenSettled(kept::drop);
    }

    /**
     * Keeps another object in the store until this one is there, having brought this connection's knowledge up to date
     * first: if the object turns out to be there, nothing is kept.
     *
     * @param other what the maker of this object needs; may be closed afterwards
     * @param timeout how long that may take
     * @throws DalTimeoutException if the time was up first; nothing is kept then
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if one of the references is closed
     */
    public void addDependency(Ref other, Duration timeout) {
        connection().updateObjectTable(timeout);
        addDependency(other);
    }

    /**
     * Keeps another object in the store as long as this reference is open.
     *
     * @param other what whoever reads this object needs; may be closed afterwards
     * @throws IllegalStateException if one of the references is closed
     */
    public void addReference(Ref other) {
        checkOpen();
        handle.keep(other.handle.retain());
    }

    /**
     * Keeps another object in the store as long as this reference is open, having waited until it is there.
     *
     * @param other what whoever reads this object needs; may be closed afterwards
     * @param timeout how long to wait for it
     * @throws ProcessingException if the call that was to make it failed
     * @throws ObjectLostException if it can no longer come
     * @throws DalTimeoutException if the time was up first; nothing is kept then
     * @throws DalInterruptedException if the thread was interrupted
     * @throws ConnectionClosedException if the connection ended
     * @throws IllegalStateException if one of the references is closed
     */
    public void addReference(Ref other, Duration timeout) {
        other.await(timeout);
        addReference(other);
    }

    /**
     * Gives up the interest in the object as {@link #close()} does, but never cancels: a call that is to make it runs, and
     * the object is freed when it arrives.
     */
    public void detach() {
        handle.detach();
        endWatch();
    }

    private void endWatch() {
        if (watch != null) {
            watch.end();
        }
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
        endWatch();
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
        return view(held(timeout), () -> {});
    }

    /** An object of this reference's, as a buffer that lasts as long as this reference is open. */
    final ObjectBuffer view(HeldObject held, Runnable whenClosed) {
        handle.viewedThrough();
        return ObjectBuffer.view(held.id(), handle, held.data(handle, this), held.metadata(), whenClosed);
    }

    /** Writes the object that this reference stands for. */
    final void write(long sizeBytes, Consumer<Region> writing) {
        checkOpen();
        ObjectAccess objects = connection().objects();
        try (NewObject object = objects.create(id(), sizeBytes)) {
            writing.accept(object.data());
            objects.made(handle.slot(), object.seal());
        }
    }

    private HeldObject held(Duration timeout) {
        try {
            // The clock is for those who wait.
            return handle.await(isReady() ? Deadline.PASSED : Deadline.after(timeout), errors);
        } catch (DalTimeoutException e) {
            throw new DalTimeoutException(String.valueOf(e.getMessage()), List.of(this), timeout);
        }
    }

    final void checkOpen() {
        handle.checkOpen();
    }
}
