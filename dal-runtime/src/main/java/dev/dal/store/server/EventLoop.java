package dev.dal.store.server;

import dev.dal.store.VirtualThreads;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.EpollEvents;
import dev.dal.store.transport.EventFd;
import dev.dal.store.transport.InterruptSignal;
import dev.dal.store.transport.Spinning;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps a store going: waits for sockets and deadlines, and serves them. The store's own thread does that, and so
 * does one thread of this JVM that has to wait for something anyway, the <i>runner</i>: since the system wakes the one
 * that came last, it is the runner that a message wakes, and no other thread stands between the message and whoever
 * waits for it. Further threads that wait are parked; when the runner leaves, one of them takes its place.
 *
 * <p>Everything but the waits themselves happens under the store's lock.
 */
final class EventLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private static final long AWAKE = Long.MIN_VALUE;

    /** How long closing waits for the runner, which was woken. */
    private static final long CLOSE_NANOS = 5_000_000_000L;

    private final SharedCore store;
    private final ReentrantLock lock;
    private final Poller poller = new Poller();
    private final SocketShell sockets;
    private @Nullable Acceptor acceptor;

    /** Wakes a thread of the loop, no matter which, so that it looks at the deadlines again. */
    private final EventFd bell = EventFd.open();

    /** Wakes the runner; only the runner takes the signal back, whoever may see it too. */
    private final EventFd runnerBell = EventFd.open();

    /** The runner's bell was rung, not by an interrupt, and the runner has not come back yet. */
    private boolean runnerCalled;

    private final InterruptSignal runnerInterrupt = new InterruptSignal(runnerBell);
    private final Poller.Target bellTarget = flags -> bell.clear();
    private final EpollEvents threadEvents = new EpollEvents(Poller.EVENTS);
    private final Spinning threadSpinning = new Spinning();
    private final Spinning runnerSpinning = new Spinning();
    private final EpollEvents runnerEvents = new EpollEvents(Poller.EVENTS);

    private final Deque<Waiter> parked = new ArrayDeque<>();
    private @Nullable Waiter runner;
    private final Condition runnerReturned;
    private long runnerReturns;

    /** Until when the store's thread sleeps; {@link #AWAKE} while it is awake and will look by itself. */
    private long threadSleepsUntil = AWAKE;

    /** Until when the runner sleeps, if there is one. */
    private long runnerSleepsUntil;

    private boolean closed;

    EventLoop(SharedCore store) {
        this.store = store;
        this.lock = store.lock();
        this.runnerReturned = lock.newCondition();
        this.sockets = new SocketShell(store, poller);
        poller.add(bell.fd(), Epoll.READABLE, bellTarget);
        poller.add(runnerBell.fd(), Epoll.READABLE, flags -> {});
    }

    Poller poller() {
        return poller;
    }

    SocketShell sockets() {
        return sockets;
    }

    /** Whom to let in. */
    void accept(Acceptor newAcceptor) {
        acceptor = newAcceptor;
    }

    /** The work of the store's own thread, until {@link #stop}. */
    void run() {
        lock.lock();
        try {
            while (!closed) {
                threadSleepsUntil = nextWake();
                long until = threadSleepsUntil;
                lock.unlock();
                int count;
                try {
                    count = poller.awaitAsReserve(threadEvents, until, threadSpinning);
                } finally {
                    lock.lock();
                    threadSleepsUntil = AWAKE;
                }
                if (!closed) {
                    serve(threadEvents, count);
                    leaveBellToRunner();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The runner's bell rings until the runner has heard it; meanwhile there is no use in looking again. */
    private void leaveBellToRunner() {
        if (runnerCalled) {
            threadSleepsUntil = Deadline.NEVER;
            long before = runnerReturns;
            while (runnerReturns == before && !closed) {
                runnerReturned.awaitUninterruptibly();
            }
            threadSleepsUntil = AWAKE;
        }
    }

    private void serve(EpollEvents events, int count) {
        Acceptor accepting = acceptor;
        try {
            if (accepting != null) {
                accepting.resumeIfDue();
            }
            store.expire();
            sockets.turn(events, count);
            store.flushes().flushDue();
            passOn();
        } catch (RuntimeException | Error fault) {
            // Nobody may wait for a store that has lost its way.
            LOG.error("The store stops after a fault of its own", fault);
            stop();
        }
    }

    /** Passes on what is urgent, and what comes of it: whoever cannot be told any more goes, and others hear of that. */
    private void passOn() {
        store.settle();
        while (store.flushes().isUrgent()) {
            store.flushes().flush();
            store.settle();
        }
    }

    private long nextWake() {
        if (sockets.hasCarried()) {
            return System.nanoTime();
        }
        long accepting = acceptor == null ? Deadline.NEVER : acceptor.nextDeadline();
        return earlier(earlier(store.nextDeadline(), store.flushes().nextDeadline()), accepting);
    }

    private static long earlier(long one, long other) {
        return isNotAfter(one, other) ? one : other;
    }

    private static boolean isNotAfter(long one, long other) {
        return other == Deadline.NEVER || (one != Deadline.NEVER && one - other <= 0);
    }

    /**
     * Begins a request of a thread of this JVM: takes the lock. If that succeeds, {@link #leave} must follow.
     *
     * @return false if the store is closed; the lock is not held then
     */
    boolean tryEnter() {
        if (!tryEnterUnordered()) {
            return false;
        }
        boolean caughtUp = false;
        try {
            sockets.catchUp();
            caughtUp = true;
            return true;
        } finally {
            if (!caughtUp) {
                lock.unlock();
            }
        }
    }

    /** As above, for what need not come after that which clients of the socket have sent before. */
    boolean tryEnterUnordered() {
        lock.lock();
        if (closed) {
            lock.unlock();
            return false;
        }
        return true;
    }

    /** Ends a request: sees to it that somebody wakes up for what it has left to do, and gives up the lock. */
    void leave() {
        try {
            passOn();
            ring();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes a thread of the loop if none wakes in time by itself for what there is to do. */
    private void ring() {
        long wake = nextWake();
        boolean runnerWakes = runner != null && isNotAfter(runnerSleepsUntil, wake);
        boolean threadWakes = threadSleepsUntil == AWAKE || isNotAfter(threadSleepsUntil, wake);
        if (!runnerWakes && !threadWakes) {
            bell.signal();
        }
    }

    /**
     * Waits within a request. Returns when the waiter is woken, the deadline has passed, the thread is interrupted, which
     * stays visible in its status, or the store is closed: the caller looks which.
     */
    void await(Waiter waiter, long deadline) {
        await(waiter, deadline, true);
    }

    /**
     * Waits within a request, as above.
     *
     * @param mayRun whether the thread does the store's work meanwhile, if nobody else does
     */
    void await(Waiter waiter, long deadline, boolean mayRun) {
        boolean suited = mayRun && !VirtualThreads.isVirtual(Thread.currentThread());
        boolean aside = suited && runner == null;
        try {
            if (aside) {
                setThreadAside(); // before anything is sent that may be answered at once
            }
            passOn();
            while (!waiter.isWoken()
                    && !closed
                    && !Thread.currentThread().isInterrupted()
                    && Deadline.remainingNanos(deadline) > 0) {
                if (suited && runner == null) {
                    if (!aside) {
                        setThreadAside();
                        aside = true;
                    }
                    run(waiter, deadline);
                } else {
                    park(waiter, deadline);
                }
            }
            store.expire();
        } finally {
            if (aside) {
                poller.setReserveAside(false);
            }
            Waiter next = parked.peek();
            if (runner == null && next != null) {
                next.notice();
            }
        }
    }

    private void setThreadAside() {
        if (!poller.isShared()) {
            poller.share();
            bell.signal();
        }
        poller.setReserveAside(true);
    }

    /** Does the store's work; its own thread is set aside until what has come was served: it must not wake up for that. */
    private void run(Waiter waiter, long deadline) {
        int count = awaitAsRunner(waiter, earlier(deadline, nextWake()));
        if (!closed) {
            serve(runnerEvents, count);
        }
    }

    /** Gives up the lock while it waits; the number of events. */
    private int awaitAsRunner(Waiter waiter, long until) {
        runner = waiter;
        runnerSleepsUntil = until;
        lock.unlock();
        try {
            runnerInterrupt.enter();
            try {
                return poller.await(runnerEvents, until, runnerSpinning);
            } finally {
                runnerInterrupt.leave();
            }
        } finally {
            lock.lock();
            runner = null;
            if (runnerCalled || Thread.currentThread().isInterrupted()) {
                runnerCalled = false;
                runnerBell.clear();
            }
            runnerReturns++;
            runnerReturned.signalAll();
        }
    }

    private void park(Waiter waiter, long deadline) {
        ring();
        parked.add(waiter);
        try {
            waiter.park(Deadline.remainingNanos(deadline));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            parked.remove(waiter);
        }
    }

    /** Ends a wait, or the next one of this waiter, at once. */
    void wake(Waiter waiter) {
        waiter.markWoken();
        if (runner == waiter) {
            runnerCalled = true;
            runnerBell.signal();
        } else {
            waiter.notice();
        }
    }

    /** Whether {@link #stop} was called. */
    boolean isClosed() {
        return closed;
    }

    /** Ends everything that waits, and all connections; under the lock. */
    void stop() {
        closed = true;
        store.silence();
        sockets.close();
        bell.signal();
        runnerBell.signal();
        runnerReturned.signalAll();
        parked.forEach(Waiter::notice);
    }

    /** Frees what the waits used; after {@link #stop}. Closing twice is harmless. */
    @Override
    public void close() {
        awaitRunner();
        poller.close();
        bell.close();
        runnerBell.close();
    }

    /** Its bell must not be gone before the runner has heard it. */
    private void awaitRunner() {
        lock.lock();
        try {
            long deadline = System.nanoTime() + CLOSE_NANOS;
            boolean interrupted = false;
            while (runner != null && deadline - System.nanoTime() > 0) {
                try {
                    runnerReturned.awaitNanos(deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
