package dev.dal.connection;

import dev.dal.store.LaneLink;
import dev.dal.store.StoreException;
import dev.dal.store.VirtualThreads;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a lane: the first thread that waits for something reads it itself, so that no other stands between the event and
 * whoever waits for it; while nobody does, a thread of the connection's own. Runs what others deferred, and sends what
 * they left unsent.
 *
 * <p>Everything but the waits themselves happens under the connection's lock.
 */
final class LaneReader implements ConnectionReader, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneReader.class);

    /** For so long after somebody has waited the thread leaves the lane alone: most likely somebody will again. */
    private static final long LINGER_NANOS = 1_000_000;

    private static final long LIVENESS_MILLIS = 1000;
    private static final long IDLE_MILLIS = 60_000;

    private final LaneLink lane;
    private final UnsentObjects unsent;
    private final ReferenceTable table;
    private final LaneDispatch dispatch;
    private final Thread thread;
    private final Queue<Runnable> deferred = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;
    private boolean failed;

    /** The thread that waits at the lane for something of its own, and for what. */
    private volatile @Nullable Thread leader;

    private @Nullable Condition leaderWaitsFor;
    private volatile long ledAtNanos = System.nanoTime() - LINGER_NANOS;

    private long checkedAtNanos = System.nanoTime();

    /** Something was asked of the lane that may be sent a moment later, together with what follows. */
    private volatile boolean flushWanted;

    /** The reader's thread is in a long wait, and nobody has woken it yet. */
    private volatile boolean asleep;

    LaneReader(LaneLink lane, UnsentObjects unsent, ReferenceTable table, LaneDispatch dispatch, String name) {
        this.lane = lane;
        this.unsent = unsent;
        this.table = table;
        this.dispatch = dispatch;
        this.thread = new Thread(this, "dal-reader-" + name);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void defer(Runnable action) {
        deferred.add(action);
        lane.wakeUp(LaneLink.Seat.READER);
    }

    @Override
    public void flushSoon() {
        if (!flushWanted) {
            flushWanted = true;
        }
        if (asleep) {
            asleep = false;
            lane.wakeUp(LaneLink.Seat.READER);
        }
    }

    @Override
    public boolean isAsleep() {
        return asleep;
    }

    /**
     * Under the lock: waits at the lane, unless another thread does.
     *
     * @param condition ends the wait when it is signalled
     * @return false if the thread has to wait in another way
     */
    boolean lead(Condition condition, long nanos) {
        if (leader != null || failed || closing || isUnsuited(Thread.currentThread())) {
            return false;
        }
        unsent.noteWait();
        leader = Thread.currentThread();
        leaderWaitsFor = condition;
        try {
            await(LaneLink.Seat.WAITER, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
        } finally {
            leader = null;
            leaderWaitsFor = null;
            ledAtNanos = System.nanoTime();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new DalInterruptedException("Interrupted while waiting for an object.", new InterruptedException());
        }
        return true;
    }

    private boolean isUnsuited(Thread candidate) {
        return candidate == thread || VirtualThreads.isVirtual(candidate);
    }

    /** Under the lock: whoever waits for a condition at the lane has to look again. */
    void signalled(Condition condition) {
        if (leaderWaitsFor == condition && leader != Thread.currentThread()) {
            lane.wakeUp(LaneLink.Seat.WAITER);
        }
    }

    /** Gives up the lock while it waits, then tells what has happened. */
    private void await(LaneLink.Seat seat, long millis) {
        int holds = table.lock.getHoldCount();
        StoreException failure = null;
        unlock(holds);
        try {
            unsent.sendAll();
            lane.flushUrgent();
            lane.await(seat, millis);
        } catch (StoreException e) {
            failure = e;
        } finally {
            relock(holds);
        }
        if (failure == null) {
            failure = poll();
        }
        if (failure != null) {
            fail(failure);
        }
    }

    private void unlock(int holds) {
        for (int i = 0; i < holds; i++) {
            table.lock.unlock();
        }
    }

    private void relock(int holds) {
        for (int i = 0; i < holds; i++) {
            table.lock.lock();
        }
    }

    private @Nullable StoreException poll() {
        try {
            lane.poll(dispatch);
            dispatch.endBatch();
            return null;
        } catch (StoreException e) {
            return e;
        } catch (RuntimeException e) {
            LOG.error("The lane of {} ends by a fault of this library.", thread.getName(), e);
            return new StoreException("Its events can no longer be read, by a fault of this library: " + e, e);
        }
    }

    private void fail(StoreException reason) {
        if (!failed && !closing) {
            failed = true;
            dispatch.failed(reason);
        }
    }

    @Override
    public void run() {
        table.lock.lock();
        try {
            while (!closing && !failed) {
                if (flushWanted || isLed()) {
                    linger();
                } else {
                    sleep();
                }
                runDeferred();
                checkLiveness();
            }
        } finally {
            table.lock.unlock();
        }
    }

    /** Waits at the lane, unless something was left unsent just before it could be seen that this thread has to be woken for it. */
    private void sleep() {
        asleep = true;
        if (!flushWanted) {
            await(LaneLink.Seat.READER, dispatch.needsLivenessChecks() ? LIVENESS_MILLIS : IDLE_MILLIS);
        }
        asleep = false;
    }

    /** Whether somebody who waits for something reads the lane, or has done so a moment ago. */
    private boolean isLed() {
        return leader != null || System.nanoTime() - ledAtNanos < LINGER_NANOS;
    }

    /**
     * Waits without disturbing those who read the lane: sends what they left unsent, and looks now and then whether there is
     * anything else to do.
     */
    private void linger() {
        StoreException failure = null;
        table.lock.unlock();
        try {
            do {
                LockSupport.parkNanos(this, LINGER_NANOS);
                if (Thread.interrupted()) {
                    LOG.warn("The reader thread {} was interrupted, which has no effect.", thread.getName());
                }
                if (flushWanted) {
                    failure = flushLane();
                }
            } while (failure == null && isLed() && !closing && deferred.isEmpty() && !isLivenessDue());
        } finally {
            table.lock.lock();
        }
        if (failure != null) {
            fail(failure);
        }
    }

    private boolean isLivenessDue() {
        return System.nanoTime() - checkedAtNanos >= TimeUnit.MILLISECONDS.toNanos(LIVENESS_MILLIS);
    }

    private void checkLiveness() {
        if (isLivenessDue()) {
            checkedAtNanos = System.nanoTime();
            if (dispatch.needsLivenessChecks()) {
                dispatch.checkLiveness();
            }
        }
    }

    /** Under the lock: sends what waits for company. */
    void flush() {
        StoreException failure = flushLane();
        if (failure != null) {
            fail(failure);
        }
    }

    private @Nullable StoreException flushLane() {
        flushWanted = false;
        try {
            unsent.sendAll();
            lane.flush();
            return null;
        } catch (StoreException e) {
            return e;
        }
    }

    private void runDeferred() {
        for (Runnable action = deferred.poll(); action != null; action = deferred.poll()) {
            try {
                action.run();
            } catch (DalException | IllegalStateException e) {
                LOG.warn("An object that was dropped could not be released.", e);
            } catch (StoreException e) {
                fail(e);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        lane.close();
        if (Thread.currentThread() != thread) {
            joinQuietly();
        }
    }

    private void joinQuietly() {
        try {
            thread.join(1000);
            if (thread.isAlive()) {
                LOG.warn("The reader thread {} has not ended within a second.", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
