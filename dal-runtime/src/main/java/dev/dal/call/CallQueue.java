package dev.dal.call;

import dev.dal.connection.Deadline;
import dev.dal.connection.HeldObject;
import dev.dal.connection.Namespace;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.NamespaceListener;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ObjectListener;
import dev.dal.connection.ObjectSlot;
import dev.dal.ipc.FormatException;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of a processor: takes call objects in, waits for the inputs of their rows, gives out the rows that can run,
 * and lets go of what was written when a call object is deleted. Guarded by the connection's lock.
 */
final class CallQueue implements ObjectListener, NamespaceListener {

    private static final Logger LOG = LoggerFactory.getLogger(CallQueue.class);

    private static final long MILLI_NANOS = 1_000_000;
    /** Between two looks at whether the connection is still there. */
    private static final long LONGEST_SLEEP_NANOS = 500 * MILLI_NANOS;

    private final ObjectAccess objects;
    private final Namespace namespace;
    private final RowChecks checks;
    private final Condition changed;
    private final Queue<ObjectId> unread = new ArrayDeque<>();
    private final Map<ObjectId, IncomingCall> calls = new LinkedHashMap<>();
    private final PriorityQueue<IncomingCall> expiring = new PriorityQueue<>(IncomingCall.BY_DEADLINE);
    private final PriorityQueue<IncomingRow> ready = new PriorityQueue<>(IncomingRow.ORDER);
    private long arrivals;
    private boolean closed;

    CallQueue(ObjectAccess objects, Namespace namespace, RowChecks checks) {
        this.objects = objects;
        this.namespace = namespace;
        this.checks = checks;
        this.changed = objects.lock().newCondition();
    }

    /** Begins to take calls; those that are there already come first. */
    void open() {
        objects.listen(namespace.prefix(), this);
        objects.addNamespaceListener(this);
    }

    /** Waits for a row that can run, or has to be failed; null when the deadline has passed or the queue was closed. */
    @Nullable
    IncomingRow take(Deadline deadline) {
        objects.lock().lock();
        try {
            while (!closed) {
                readNew();
                IncomingRow row = next();
                if (row != null || deadline.hasPassed()) {
                    return row;
                }
                awaitChange(Math.min(deadline.remainingNanos(), nanosToExpiry()));
            }
            return null;
        } finally {
            objects.lock().unlock();
        }
    }

    /** A row is done: what it wrote is kept until its call object is deleted. */
    void finished(IncomingRow row, List<HeldObject> written) {
        objects.lock().lock();
        try {
            written.forEach(row.call()::keep);
            objects.closeUses(row.takeInputs());
            if (row.call().finished()) {
                changed.signalAll();
            }
        } finally {
            objects.lock().unlock();
        }
    }

    /** Ends {@link #take} for good and returns the rows that were not started. */
    List<IncomingRow> close() {
        objects.lock().lock();
        try {
            readNew();
            closed = true;
            changed.signalAll();
            return calls.values().stream()
                    .flatMap(call -> call.rows().stream())
                    .filter(IncomingRow::start)
                    .toList();
        } finally {
            objects.lock().unlock();
        }
    }

    /** Wakes whoever waits in {@link #take}. */
    void wakeUp() {
        objects.lock().lock();
        try {
            changed.signalAll();
        } finally {
            objects.lock().unlock();
        }
    }

    /** Waits until every call object was deleted, so that all answers have been taken. */
    void awaitDeletions(Deadline deadline) {
        objects.lock().lock();
        try {
            while (!calls.isEmpty() && !deadline.hasPassed()) {
                awaitChange(deadline.remainingNanos());
            }
        } finally {
            objects.lock().unlock();
        }
    }

    /** Stops listening and lets go of everything. */
    void release() {
        objects.stopListening(namespace.prefix());
        objects.removeNamespaceListener(this);
        objects.lock().lock();
        try {
            List.copyOf(calls.keySet()).forEach(this::deleted);
        } finally {
            objects.lock().unlock();
        }
    }

    @Override
    public void sealed(ObjectId id) {
        if (!namespace.made(id) && !ObjectIds.isDeclaration(id)) {
            unread.add(id);
            changed.signalAll();
        }
    }

    @Override
    public void deleted(ObjectId id) {
        unread.remove(id);
        IncomingCall call = calls.remove(id);
        if (call != null) {
            objects.closeUses(call.release());
            changed.signalAll();
        }
    }

    @Override
    public void appeared(NamespaceInfo info) {}

    /** The caller is gone; peers of other kinds may leave their call objects behind. */
    @Override
    public void ended(NamespaceInfo info) {
        List.copyOf(calls.keySet()).stream()
                .filter(id -> ObjectIds.origin(id) == info.prefix() && ObjectIds.epoch(id) == info.epoch())
                .forEach(this::deleted);
    }

    private void readNew() {
        for (ObjectId id = unread.poll(); id != null; id = unread.poll()) {
            HeldObject object = objects.get(List.of(id)).get(0);
            if (object == null) {
                continue;
            }
            IncomingCall call = read(id, object);
            if (call != null) {
                calls.put(id, call);
                admit(call);
            }
        }
    }

    /** Copies the rows and lets the call object go, since the deletion of a held object is told to nobody. */
    private @Nullable IncomingCall read(ObjectId id, HeldObject object) {
        try (object) {
            if (object.data().length() > Region.WINDOW_BYTES) {
                throw new FormatException("The object has " + object.data().length() + " bytes; a call has at most "
                        + Region.WINDOW_BYTES + ".");
            }
            Region copy = Region.allocate(object.data().length());
            copy.put(0, object.data(), 0, copy.length());
            return IncomingCall.read(id, copy, arrivals++);
        } catch (FormatException e) {
            LOG.warn(
                    "Object {} in the namespace of {} is no call and is ignored: {}",
                    id,
                    namespace.info().label(),
                    e.getMessage());
            return null;
        }
    }

    private void admit(IncomingCall call) {
        if (call.deadline() != null) {
            expiring.add(call);
        }
        FunctionBinding binding = checks.bind(call.layout());
        Map<ObjectId, ObjectSlot> opened = new HashMap<>();
        for (IncomingRow row : call.rows()) {
            if (isAnswered(row)) {
                row.start();
                call.finished();
                continue;
            }
            row.setInputs(objects.openUses(new LinkedHashSet<>(row.inputIds())));
            row.bind(binding, checks.check(row, binding));
            for (ObjectSlot slot : row.inputs()) {
                opened.putIfAbsent(slot.id(), slot);
            }
        }
        loseUnreachable(new ArrayList<>(opened.values()));
        for (IncomingRow row : call.rows()) {
            row.inputs().forEach(slot -> slot.whenSettled(() -> makeReady(row)));
            makeReady(row);
        }
    }

    /** Whether the row has outputs and all of them exist: somebody has answered it before. */
    private boolean isAnswered(IncomingRow row) {
        List<ObjectId> outputs = row.outputIds();
        return !outputs.isEmpty() && outputs.stream().allMatch(objects::contains);
    }

    /** Inputs that can no longer come, since their namespace is not declared or has another owner by now. */
    private void loseUnreachable(List<ObjectSlot> slots) {
        for (ObjectSlot slot : slots) {
            if (!slot.isSettled() && !objects.canStillCome(slot.id())) {
                objects.lose(slot, objects.namespaceEnded(slot.id()));
            }
        }
    }

    private void makeReady(IncomingRow row) {
        if (row.canStart() && row.makeReady()) {
            ready.add(row);
            changed.signalAll();
        }
    }

    private @Nullable IncomingRow next() {
        expire();
        for (IncomingRow row = ready.poll(); row != null; row = ready.poll()) {
            if (row.start()) {
                return row;
            }
        }
        return null;
    }

    /** Rows whose deadline has passed are ready to be failed. */
    private void expire() {
        while (!expiring.isEmpty() && expiring.peek().isExpired(Instant.now())) {
            expiring.remove().rows().stream().filter(IncomingRow::makeReady).forEach(ready::add);
        }
    }

    private long nanosToExpiry() {
        Instant deadline = expiring.isEmpty() ? null : expiring.peek().deadline();
        return deadline == null
                ? LONGEST_SLEEP_NANOS
                : Math.max(MILLI_NANOS, Instant.now().until(deadline, ChronoUnit.NANOS) + MILLI_NANOS);
    }

    private void awaitChange(long nanos) {
        objects.checkOpen();
        objects.awaitNanos(changed, Math.min(nanos, LONGEST_SLEEP_NANOS));
    }
}
