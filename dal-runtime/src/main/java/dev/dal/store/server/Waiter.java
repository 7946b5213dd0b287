package dev.dal.store.server;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A thread of this JVM that waits for something to happen in the store. Used under the store's lock. */
final class Waiter {

    private final Condition condition;
    private boolean woken;
    private boolean waiting;
    private boolean noticed;

    Waiter(ReentrantLock lock) {
        this.condition = lock.newCondition();
    }

    /** Whether what is waited for has happened. */
    boolean isWoken() {
        return woken;
    }

    /** Whether a thread is between {@link #beginWait} and {@link #endWait}, and was not woken. */
    boolean isWaiting() {
        return waiting && !woken;
    }

    /** A thread is about to wait, for something that may have happened already. */
    void beginWait() {
        woken = false;
        waiting = true;
    }

    /** The thread does not wait any more. */
    void endWait() {
        waiting = false;
    }

    /** Prepares for the next wait. */
    void reset() {
        woken = false;
    }

    /** What is waited for has happened. To be called through {@link EventLoop#wake}. */
    void markWoken() {
        woken = true;
    }

    /** Parks, with the lock given up, until a {@link #notice}, the time or an interrupt. */
    void park(long nanos) throws InterruptedException {
        noticed = false;
        long left = nanos;
        while (!noticed && left > 0) {
            left = condition.awaitNanos(left);
        }
    }

    /** Ends a {@link #park}. */
    void notice() {
        noticed = true;
        condition.signal();
    }
}
