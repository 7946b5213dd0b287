package dev.dal.call;

import dev.dal.connection.DalInterruptedException;
import dev.dal.connection.DalTimeoutException;
import dev.dal.connection.Deadline;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.ObjectAccess;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The broadcast calls of a caller that are pending, by processor, the oldest first. Thread-safe. */
final class BroadcastWindows implements CallSender.BroadcastListener {

    private final ObjectAccess objects;
    private final Condition oneLess;
    /** Guarded by the connection's lock. */
    private final Map<Long, Window> pending = new HashMap<>();

    /** What is pending at a processor; never empty. */
    private record Window(NamespaceInfo target, Deque<PendingBatch> calls) {}

    /** One broadcast after the other: between making room and taking it no other comes. */
    private final ReentrantLock turn = new ReentrantLock(true);

    BroadcastWindows(ObjectAccess objects) {
        this.objects = objects;
        this.oneLess = objects.lock().newCondition();
    }

    /**
     * Makes room for one more call at each processor, as the limit says, and sends it to those that are there by then.
     *
     * @param targets gives the processors
     * @param sending sends to processors, telling a listener
     * @throws TooManyPendingException if there is no room, and the policy is to fail
     * @throws DalTimeoutException if there was no room before the deadline, and the policy is to wait
     */
    <T> T send(
            Supplier<List<NamespaceInfo>> targets,
            BroadcastLimit limit,
            Deadline deadline,
            String function,
            Function<List<NamespaceInfo>, T> sending) {
        awaitTurn(deadline, function);
        try {
            makeRoom(targets.get(), limit, deadline, function);
            return sending.apply(targets.get());
        } finally {
            turn.unlock();
        }
    }

    private void awaitTurn(Deadline deadline, String function) {
        try {
            if (!turn.tryLock() && !turn.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new DalTimeoutException(
                        "The broadcast of '" + function + "' was not made: another one was waiting all the time for "
                                + deadline.timeout() + ".",
                        deadline.timeout());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DalInterruptedException("Interrupted while waiting to broadcast '" + function + "'.", e);
        }
    }

    private void makeRoom(List<NamespaceInfo> targets, BroadcastLimit limit, Deadline deadline, String function) {
        objects.lock().lock();
        try {
            for (Window full = full(targets, limit); full != null; full = full(targets, limit)) {
                switch (limit.policy()) {
                    case FAIL -> throw new TooManyPendingException(function, full.target(), limit.most());
                    case DROP_OLDEST ->
                        full.calls()
                                .getFirst()
                                .drop("The call was dropped for the next one: at "
                                        + full.target().label() + " " + limit.most() + " were pending.");
                    case BLOCK -> awaitRoom(full.target(), deadline, function);
                }
            }
        } finally {
            objects.lock().unlock();
        }
    }

    private @Nullable Window full(List<NamespaceInfo> targets, BroadcastLimit limit) {
        for (NamespaceInfo target : targets) {
            Window window = pending.get(key(target));
            if (window != null && window.calls().size() >= limit.most()) {
                return window;
            }
        }
        return null;
    }

    private static long key(NamespaceInfo target) {
        return ((long) target.prefix() << Integer.SIZE) | Integer.toUnsignedLong(target.epoch());
    }

    private void awaitRoom(NamespaceInfo target, Deadline deadline, String function) {
        objects.checkOpen();
        if (deadline.hasPassed()) {
            throw new DalTimeoutException(
                    "The broadcast of '" + function + "' was not made: at " + target.label()
                            + " too many calls were pending all the time for " + deadline.timeout() + ".",
                    deadline.timeout());
        }
        objects.awaitNanos(oneLess, deadline.remainingNanos());
    }

    @Override
    public void sending(NamespaceInfo target, PendingBatch batch) {
        if (batch.isUnheld()) {
            return; // nobody will learn when it is done
        }
        objects.lock().lock();
        try {
            pending.computeIfAbsent(key(target), key -> new Window(target, new ArrayDeque<>()))
                    .calls()
                    .add(batch);
        } finally {
            objects.lock().unlock();
        }
    }

    @Override
    public void done(NamespaceInfo target, PendingBatch batch) {
        Window window = pending.get(key(target));
        if (window != null && window.calls().remove(batch)) {
            if (window.calls().isEmpty()) {
                pending.remove(key(target));
            }
            objects.signalAll(oneLess);
        }
    }
}
