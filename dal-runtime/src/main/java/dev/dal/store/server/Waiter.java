package dev.dal.store.server;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A thread of this JVM that waits for something to happen in the store. Used under the store's lock. */
final class Waiter {

    private final Condition condition;
    private boolean woken;

    Waiter(ReentrantLock lock) {
        this.condition = lock.newCondition();
    }

    /** Whether what is waited for has happened. */
    boolean isWoken() {
        return woken;
    }

    /** Prepares for the next wait. */
    void reset() {
        woken = false;
    }

    /** What is waited for has happened. To be called through {@link EventLoop#wake}. */
    void markWoken() {
        woken = true;
    }

    /** Parks, with the lock given up; returns after a {@link #notice}, the time, an interrupt, or for no reason. */
    void park(long nanos) throws InterruptedException {
        condition.awaitNanos(nanos);
    }

    /** Ends a {@link #park}. */
    void notice() {
        condition.signal();
    }
}
