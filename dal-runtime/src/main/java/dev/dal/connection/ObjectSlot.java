package dev.dal.connection;

import dev.dal.store.ObjectId;
import dev.dal.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * One object that this connection is interested in: awaited, held or lost.
 *
 * <p>Handles are the open references of users, uses are the calls that need the object. While there is interest of
 * either kind the object is held from when it is seen. For this library's own packages. Fields are guarded by the
 * connection's lock, but what has become of the object is read without it once everybody was told; methods say who may call them.
 */
public final class ObjectSlot {

    /** Who makes the object of a slot, and wants to know what becomes of it. Called under the connection's lock. */
    public interface Producer {

        /**
         * The object is there or will never be.
         *
         * @param slot the settled slot
         * @param object the object, or null if it will never be
         */
        void settled(ObjectSlot slot, @Nullable HeldObject object);

        /**
         * Nobody wants the object any more, before it came.
         *
         * @param slot the slot
         */
        void unwanted(ObjectSlot slot);

        /**
         * The object was seen and was gone before it could be held, or the namespace it was to come from ended.
         *
         * @param slot the slot
         * @return why it will never come
         */
        DalException lost(ObjectSlot slot);

        /**
         * What the object is, for messages.
         *
         * @param slot the slot
         * @return for example {@code output 'zs' of 'simple_fn' at Adder@00000000}
         */
        String describe(ObjectSlot slot);

        /**
         * An object that was sent could not be made.
         *
         * @param id the object
         * @param reason why
         * @return whether it was this one's, so that nobody else needs to know
         */
        default boolean notMade(ObjectId id, StoreException reason) {
            return false;
        }
    }

    /** Somebody who waits for several slots. Told under the connection's lock. */
    interface Watcher {

        /** The object is held or lost. */
        void settled(ObjectSlot slot);

        /** A handle was closed, by which somebody may be waiting. */
        void handleClosed();
    }

    private final ReferenceTable table;
    private final ObjectId id;
    private @Nullable Producer producer;
    private @Nullable HeldObject held;
    private @Nullable DalException failure;

    /** Whether the object is held or lost and everybody was told: both are what they are for good, and read without the lock. */
    private volatile boolean told;

    /** There while somebody waits. */
    private @Nullable Condition settled;

    private int waiters;
    private @Nullable List<Runnable> listeners;
    private @Nullable List<Watcher> watchers;

    int handles;
    int uses;
    /** Stays in the table without interest until the object comes: its reference was dropped, which cancels nothing. */
    boolean dropped;

    ObjectSlot(ReferenceTable table, ObjectId id, @Nullable Producer producer) {
        this.table = table;
        this.id = id;
        this.producer = producer;
    }

    /**
     * The object.
     *
     * @return its id
     */
    public ObjectId id() {
        return id;
    }

    /**
     * The object, if it is there. May be called by any thread.
     *
     * @return the hold, or null while the object is awaited or when it is lost
     */
    public @Nullable HeldObject held() {
        if (told) {
            return held;
        }
        table.lock.lock();
        try {
            return held;
        } finally {
            table.lock.unlock();
        }
    }

    /**
     * Whether the object is held or lost. May be called by any thread.
     *
     * @return true if a wait would end at once
     */
    public boolean isSettled() {
        if (told) {
            return true;
        }
        table.lock.lock();
        try {
            return held != null || failure != null;
        } finally {
            table.lock.unlock();
        }
    }

    /**
     * Waits until the object is there. May be called by any thread but the connection's reader.
     *
     * @param deadline until when to wait
     * @param waiting the handle that waits, which may be closed meanwhile
     * @return the hold, or null when the deadline has passed or the handle was closed
     * @throws DalException if the object is lost
     * @throws DalInterruptedException if the thread was interrupted
     */
    @Nullable
    HeldObject await(Deadline deadline, ObjectHandle waiting) {
        if (told) {
            return heldOrFail();
        }
        table.lock.lock();
        try {
            while (held == null && failure == null && !waiting.isClosed()) {
                long remaining = deadline.remainingNanos();
                if (remaining == 0) {
                    return null;
                }
                awaitSettled(remaining);
            }
            return heldOrFail();
        } finally {
            table.lock.unlock();
        }
    }

    private @Nullable HeldObject heldOrFail() {
        if (failure != null) {
            throw table.rethrowable(failure);
        }
        return held;
    }

    private void awaitSettled(long nanos) {
        Condition condition = settled == null ? table.takeCondition() : settled;
        settled = condition;
        waiters++;
        try {
            table.awaitNanos(condition, nanos);
        } finally {
            waiters--;
            if (waiters == 0) {
                settled = null;
                table.giveBack(condition);
            }
        }
    }

    /**
     * Runs an action when the object is held or lost; at once if it is. The action runs under the connection's lock, so
     * it must be short and must not wait.
     *
     * @param action what to do
     */
    public void whenSettled(Runnable action) {
        table.lock.lock();
        try {
            if (held != null || failure != null) {
                action.run();
                return;
            }
            if (listeners == null) {
                listeners = new ArrayList<>(1);
            }
            listeners.add(action);
        } finally {
            table.lock.unlock();
        }
    }

    /**
     * Why the object will never come. May be called by any thread.
     *
     * @return the failure, or null
     */
    public @Nullable DalException failure() {
        if (told) {
            return failure;
        }
        table.lock.lock();
        try {
            return failure;
        } finally {
            table.lock.unlock();
        }
    }

    /** Under the lock: tells somebody what becomes of an awaited object. */
    void watch(Watcher watcher) {
        if (watchers == null) {
            watchers = new ArrayList<>(1);
        }
        watchers.add(watcher);
    }

    /** Under the lock: ends one {@link #watch}, if it has not ended. */
    void unwatch(Watcher watcher) {
        if (watchers != null) {
            watchers.remove(watcher);
        }
    }

    /** What the object is, for messages: its id and, while it is awaited, whose output it is. */
    String description() {
        table.lock.lock();
        try {
            return "object " + id + (producer == null ? "" : " (" + producer.describe(this) + ")");
        } finally {
            table.lock.unlock();
        }
    }

    /** Under the lock. */
    @Nullable
    Producer producer() {
        return producer;
    }

    /** Under the lock: who makes the awaited object. */
    void setProducer(@Nullable Producer maker) {
        producer = maker;
    }

    /** Under the lock. */
    boolean isAwaited() {
        return held == null && failure == null;
    }

    /** Under the lock: the object is there. */
    void hold(HeldObject object) {
        held = object;
        settle();
    }

    /** Under the lock: the object will never come. */
    void lose(DalException reason) {
        failure = reason;
        settle();
    }

    /** Under the lock: nobody is interested any more. Who still waits by a handle that is closed finds that out. */
    void giveUp() {
        if (isAwaited()) {
            Producer maker = producer;
            producer = null;
            lose(new ObjectLostException("The references to object " + id + " were closed before it came."));
            if (maker != null) {
                maker.unwanted(this);
            }
        }
        releaseHold();
    }

    /** Under the lock: a handle was closed, by which somebody may be waiting. */
    void handleClosed() {
        if (settled != null) {
            table.signalAll(settled);
        }
        if (watchers != null) {
            watchers.forEach(Watcher::handleClosed);
        }
    }

    private void releaseHold() {
        if (held != null) {
            held.close();
        }
    }

    private void settle() {
        if (settled != null) {
            table.signalAll(settled);
        }
        List<Runnable> waiting = listeners;
        listeners = null;
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
        List<Watcher> watching = watchers;
        watchers = null;
        if (watching != null) {
            watching.forEach(watcher -> watcher.settled(this));
        }
        Producer maker = producer;
        producer = null;
        if (maker != null) {
            maker.settled(this, held);
        }
        told = true;
    }
}
