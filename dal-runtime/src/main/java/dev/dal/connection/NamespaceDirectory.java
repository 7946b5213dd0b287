package dev.dal.connection;

import dev.dal.ipc.FormatException;
import dev.dal.store.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The namespaces whose owners are alive (dal-format.md section 1, "Liveness"). Fed by the reader thread; guarded by the
 * connection's lock.
 *
 * <p>A declaration that says that it is owned is alive as long as it is there. Of others, {@code List} is asked: before
 * and after reading, and at most once a second while somebody waits.
 */
final class NamespaceDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(NamespaceDirectory.class);

    /** Between two times that the store is asked for owners that no notification tells of. */
    private static final long LIVENESS_NANOS = 1_000_000_000;

    private final ObjectSpace space;
    private final ReferenceTable table;
    private final Condition changed;
    private final Map<Integer, NamespaceInfo> alive = new TreeMap<>(Integer::compareUnsigned);
    private final Set<Integer> own = new HashSet<>();
    private final Set<Integer> unread = new LinkedHashSet<>();
    private final List<NamespaceListener> listeners = new ArrayList<>();
    private long verifiedAtNanos = System.nanoTime();
    /** Live namespaces of others of whose end nobody tells. */
    private int unowned;

    NamespaceDirectory(ObjectSpace space, ReferenceTable table) {
        this.space = space;
        this.table = table;
        this.changed = table.lock.newCondition();
    }

    /** All live namespaces in the order of their prefixes; asks for those that may have ended unnoticed. */
    List<NamespaceInfo> all() {
        table.lock.lock();
        try {
            verifyIfDue();
            return List.copyOf(alive.values());
        } finally {
            table.lock.unlock();
        }
    }

    /** A namespace as {@link #all} would give it. */
    @Nullable
    NamespaceInfo verified(int prefix) {
        table.lock.lock();
        try {
            verifyIfDue();
            return alive.get(prefix);
        } finally {
            table.lock.unlock();
        }
    }

    @Nullable
    NamespaceInfo get(int prefix) {
        table.lock.lock();
        try {
            return alive.get(prefix);
        } finally {
            table.lock.unlock();
        }
    }

    /** Waits until the question has an answer, asking again at every change; null when the deadline has passed. */
    <T> @Nullable T await(Function<List<NamespaceInfo>, @Nullable T> question, Deadline deadline) {
        table.lock.lock();
        try {
            while (true) {
                table.checkOpen();
                verifyIfDue();
                T answer = question.apply(List.copyOf(alive.values()));
                if (answer != null || deadline.hasPassed()) {
                    return answer;
                }
                long remaining = deadline.remainingNanos();
                table.awaitNanos(changed, hasUnowned() ? Math.min(remaining, LIVENESS_NANOS) : remaining);
            }
        } finally {
            table.lock.unlock();
        }
    }

    /** Adds a listener and tells it of all that are there. */
    void addListener(NamespaceListener listener) {
        table.lock.lock();
        try {
            listeners.add(listener);
            alive.values().forEach(listener::appeared);
        } finally {
            table.lock.unlock();
        }
    }

    void removeListener(NamespaceListener listener) {
        table.lock.lock();
        try {
            listeners.remove(listener);
        } finally {
            table.lock.unlock();
        }
    }

    /** A namespace of this connection's own. */
    void reserved(NamespaceInfo info) {
        table.lock.lock();
        try {
            own.add(info.prefix());
            appear(info);
        } finally {
            table.lock.unlock();
        }
    }

    /** A namespace of this connection's own was given up. */
    void givenUp(int prefix) {
        table.lock.lock();
        try {
            own.remove(prefix);
            countUnowned();
            end(prefix);
        } finally {
            table.lock.unlock();
        }
    }

    /** Under the lock: a declaration was sealed. */
    void declared(int prefix) {
        if (!own.contains(prefix)) {
            unread.add(prefix);
        }
    }

    /** Under the lock: a declaration was deleted. */
    void undeclared(int prefix) {
        unread.remove(prefix);
        if (!own.contains(prefix)) {
            end(prefix);
        }
    }

    /** Under the lock: wakes those who wait, because the connection has ended. */
    void wakeAll() {
        table.signalAll(changed);
    }

    /** Under the lock: reads the declarations that came since the last time. */
    void readNew() {
        if (unread.isEmpty()) {
            return;
        }
        Map<Integer, Long> references = references();
        List<NamespaceInfo> doubtful = new ArrayList<>();
        for (int prefix : unread) {
            NamespaceInfo info = references.getOrDefault(prefix, 0L) > 0 ? read(prefix) : null;
            if (info != null && info.owned()) {
                appear(info);
            } else if (info != null) {
                doubtful.add(info);
            }
        }
        unread.clear();
        if (!doubtful.isEmpty()) {
            Map<Integer, Long> again = references();
            doubtful.stream()
                    .filter(info -> again.getOrDefault(info.prefix(), 0L) > 0)
                    .forEach(this::appear);
        }
    }

    /** Under the lock: whether liveness has to be asked for, since no notification will tell. */
    boolean hasUnowned() {
        return unowned > 0;
    }

    private boolean isUnowned(NamespaceInfo info) {
        return !info.owned() && !own.contains(info.prefix());
    }

    private void countUnowned() {
        unowned = (int) alive.values().stream().filter(this::isUnowned).count();
    }

    private void verifyIfDue() {
        if (hasUnowned() && System.nanoTime() - verifiedAtNanos >= LIVENESS_NANOS && !table.isClosed()) {
            verify();
        }
    }

    /** Under the lock: asks the store who is alive, and ends the others. */
    void verify() {
        verifiedAtNanos = System.nanoTime();
        Map<Integer, Long> references = references();
        List<Integer> gone = alive.keySet().stream()
                .filter(prefix -> !own.contains(prefix) && references.getOrDefault(prefix, 0L) == 0)
                .toList();
        gone.forEach(this::end);
    }

    /** Live references to each sealed declaration. */
    private Map<Integer, Long> references() {
        return space.list().stream()
                .filter(info -> ObjectIds.isDeclaration(info.id()) && info.sealed())
                .collect(Collectors.toMap(info -> info.id().prefix(), info -> (long) info.refCount()));
    }

    private @Nullable NamespaceInfo read(int prefix) {
        ObjectId id = ObjectIds.declaration(prefix);
        HeldObject held = space.get(List.of(id)).get(0);
        if (held == null) {
            return null;
        }
        try (held) {
            return NamespaceDeclaration.decode(prefix, held.data());
        } catch (FormatException e) {
            LOG.warn(
                    "Namespace {} is left out: its declaration cannot be read. {}",
                    ObjectIds.prefixHex(prefix),
                    e.getMessage());
            return null;
        }
    }

    private void appear(NamespaceInfo info) {
        NamespaceInfo former = alive.get(info.prefix());
        if (former != null && former.epoch() != info.epoch()) {
            end(info.prefix());
        }
        alive.put(info.prefix(), info);
        countUnowned();
        List.copyOf(listeners).forEach(listener -> listener.appeared(info));
        table.signalAll(changed);
    }

    private void end(int prefix) {
        NamespaceInfo info = alive.remove(prefix);
        if (info == null) {
            return;
        }
        countUnowned();
        List.copyOf(listeners).forEach(listener -> listener.ended(info));
        table.signalAll(changed);
    }
}
