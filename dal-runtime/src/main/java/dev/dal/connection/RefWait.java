package dev.dal.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.stream.Collectors;

/** A wait of one thread for several references of one connection. Its state is guarded by the connection's lock. */
final class RefWait implements ObjectSlot.Watcher {

    /** So many of the references that are not there are named. */
    private static final int MOST_NAMED = 10;

    private final List<Ref> refs;
    private final Duration timeout;
    private final Deadline deadline;
    private final ReferenceTable table;
    private final Condition changed;
    private int awaited;
    private boolean failed;
    private boolean handleClosed;
    /** Whether the first object that settles ends the wait, or the first failure. */
    private boolean anyEnds;

    private boolean failureEnds;

    /**
     * A wait.
     *
     * @param refs the references, at least one
     * @throws IllegalArgumentException if they are of several connections
     */
    RefWait(Collection<? extends Ref> refs, Duration timeout) {
        this.refs = List.copyOf(refs);
        this.timeout = timeout;
        this.deadline = Deadline.after(timeout);
        Connection connection = this.refs.get(0).connection();
        for (Ref ref : this.refs) {
            if (ref.connection() != connection) {
                throw new IllegalArgumentException("References that are awaited together are of one connection; found "
                        + connection + " and another one, " + ref.connection() + ".");
            }
        }
        this.table = connection.table();
        this.changed = table.lock.newCondition();
    }

    /** Waits for all; throws the failure of the first that has failed. */
    void all() {
        failureEnds = true;
        boolean inTime = await();
        for (Ref ref : refs) {
            if (ref.isReady()) {
                ref.await(Duration.ZERO);
            }
        }
        if (!inTime) {
            throw timeUp();
        }
    }

    /** Waits for one of the references, which are those of this wait. */
    <R extends Ref> R any(Collection<R> ofThis) {
        anyEnds = true;
        if (!await()) {
            throw timeUp();
        }
        return ofThis.stream().filter(Ref::isReady).findFirst().orElseThrow();
    }

    /** Waits until each is there or lost; an error object is there. */
    static void settle(Collection<? extends Ref> refs, Duration timeout) {
        if (!refs.isEmpty()) {
            RefWait wait = new RefWait(refs, timeout);
            if (!wait.await()) {
                throw wait.timeUp();
            }
        }
    }

    /** Whether what was waited for came before the deadline. */
    private boolean await() {
        table.lock.lock();
        try {
            refs.forEach(this::watch);
            while (!isOver()) {
                long remaining = deadline.remainingNanos();
                if (remaining == 0) {
                    return false;
                }
                table.awaitNanos(changed, remaining);
                checkOpen();
            }
            return true;
        } finally {
            refs.forEach(ref -> ref.handle().slot().unwatch(this));
            table.lock.unlock();
        }
    }

    private void watch(Ref ref) {
        ref.checkOpen();
        ObjectSlot slot = ref.handle().slot();
        awaited++;
        if (slot.isAwaited()) {
            slot.watch(this);
        } else {
            settled(slot);
        }
    }

    private boolean isOver() {
        return awaited == 0 || (failureEnds && failed) || (anyEnds && awaited < refs.size());
    }

    private void checkOpen() {
        if (handleClosed) {
            handleClosed = false;
            refs.forEach(Ref::checkOpen);
        }
    }

    @Override
    public void settled(ObjectSlot slot) {
        HeldObject held = slot.held();
        failed |= held == null || held.metadata().length() > 0;
        awaited--;
        if (isOver()) {
            table.signalAll(changed);
        }
    }

    @Override
    public void handleClosed() {
        handleClosed = true;
        table.signalAll(changed);
    }

    private DalTimeoutException timeUp() {
        List<Ref> missing = new ArrayList<>(refs);
        missing.removeIf(Ref::isReady);
        String named = missing.stream()
                .limit(MOST_NAMED)
                .map(ref -> ref.handle().slot().description())
                .collect(Collectors.joining(", "));
        String more = missing.size() > MOST_NAMED ? " and " + (missing.size() - MOST_NAMED) + " more" : "";
        return new DalTimeoutException(
                "Of " + refs.size() + " objects " + missing.size() + " were not there after " + timeout + ": " + named
                        + more + ".",
                missing,
                timeout);
    }
}
