package dev.dal.call;

import dev.dal.connection.DalInterruptedException;
import dev.dal.connection.Deadline;
import dev.dal.connection.HeldObject;
import dev.dal.connection.IdTable;
import dev.dal.connection.Namespace;
import dev.dal.connection.NamespaceInfo;
import dev.dal.connection.NamespaceListener;
import dev.dal.connection.ObjectAccess;
import dev.dal.connection.ObjectIds;
import dev.dal.connection.ObjectListener;
import dev.dal.connection.ObjectSlot;
import dev.dal.connection.ProcessingError;
import dev.dal.ipc.FormatException;
import dev.dal.ipc.RecordBatchStream;
import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
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
    /** Longer objects are looked at where they lie before they are copied. */
    private static final long LONG_CALL_BYTES = 1 << 20;
    /** Between two looks at whether the connection is still there. */
    private static final long LONGEST_SLEEP_NANOS = 500 * MILLI_NANOS;

    private final ObjectAccess objects;
    private final Namespace namespace;
    private final RowChecks checks;
    private final CallDecoder decoder;
    private final Condition changed;
    private final IdTable<Arrival> unread = new IdTable<>();
    /** The ids of {@link #unread} in their order, and maybe of what was deleted since. */
    private final Deque<ObjectId> unreadIds = new ArrayDeque<>();

    private final IdTable<IncomingCall> calls = new IdTable<>();
    /** Calls with a deadline whose rows are not all done. */
    private final NavigableSet<IncomingCall> expiring = new TreeSet<>(IncomingCall.BY_DEADLINE);

    private final ReadyRows ready = new ReadyRows();

    // For one call after another that is taken in.
    private final List<IncomingRow> open = new ArrayList<>();
    private final List<ObjectId> inputIds = new ArrayList<>();

    /** The threads that run a row, each as often as it does: a function may process calls itself. */
    private final List<Thread> serving = new ArrayList<>();

    /**
     * A call object that was not read yet.
     *
     * @param object the object, if it came with its bytes
     * @param needs what came along with it
     * @param fresh whether nobody can have answered it yet
     */
    private record Arrival(@Nullable HeldObject object, List<HeldObject> needs, boolean fresh) {
        static final Arrival ANNOUNCED = new Arrival(null, List.of(), false);

        void drop() {
            if (object != null) {
                object.close();
            }
            needs.forEach(HeldObject::close);
        }
    }

    private boolean closed;

    CallQueue(ObjectAccess objects, Namespace namespace, RowChecks checks) {
        this.objects = objects;
        this.namespace = namespace;
        this.checks = checks;
        this.decoder = new CallDecoder(checks);
        this.changed = objects.lock().newCondition();
    }

    /** Begins to take calls; those that are there already come first. */
    void open() {
        objects.listen(namespace.prefix(), this);
        objects.addNamespaceListener(this);
    }

    /**
     * Waits for a row that can run, or has to be failed; null when the deadline has passed or the queue was closed. A row
     * is in the hand of the calling thread until it is {@link #finished}.
     */
    @Nullable
    IncomingRow take(Deadline deadline) {
        objects.lock().lock();
        try {
            while (!closed) {
                objects.checkOpen();
                readNew();
                IncomingRow row = next();
                if (row != null) {
                    serving.add(Thread.currentThread());
                    return row;
                }
                if (deadline.hasPassed()) {
                    return null;
                }
                awaitChange(Math.min(deadline.remainingNanos(), nanosToExpiry()));
            }
            return null;
        } finally {
            objects.lock().unlock();
        }
    }

    /**
     * A row that this thread took is done: what it wrote is kept until its call object is deleted.
     *
     * @return whether no other call is ready
     */
    boolean finished(IncomingRow row, List<HeldObject> written) {
        objects.lock().lock();
        try {
            serving.remove(Thread.currentThread());
            answered(row, written);
            if (closed) {
                objects.signalAll(changed);
            }
            return ready.isEmpty() && unread.isEmpty();
        } finally {
            objects.lock().unlock();
        }
    }

    /** A row was answered without being taken. */
    void refused(IncomingRow row, List<HeldObject> written) {
        objects.lock().lock();
        try {
            answered(row, written);
        } finally {
            objects.lock().unlock();
        }
    }

    private void answered(IncomingRow row, List<HeldObject> written) {
        IncomingCall call = row.call();
        for (int i = 0; i < written.size(); i++) {
            call.keep(written.get(i));
        }
        objects.closeUses(row.takeInputs());
        call.finished();
        if (call.isFinished()) {
            stopExpiring(call);
            call.giveBackIfUnused();
        }
    }

    private void stopExpiring(IncomingCall call) {
        if (call.deadline() != null) {
            expiring.remove(call);
        }
    }

    /** Whether the calling thread has a row in hand: it is in a function that was called here. */
    boolean isServing() {
        objects.lock().lock();
        try {
            return serving.contains(Thread.currentThread());
        } finally {
            objects.lock().unlock();
        }
    }

    /** Waits until no thread has a row in hand; false if the time was up, or the thread was interrupted, before. */
    boolean awaitIdle(Deadline deadline) {
        return await(serving::isEmpty, deadline);
    }

    private boolean await(BooleanSupplier condition, Deadline deadline) {
        objects.lock().lock();
        try {
            while (!condition.getAsBoolean()) {
                if (deadline.hasPassed()) {
                    return false;
                }
                awaitChange(deadline.remainingNanos());
            }
            return true;
        } catch (DalInterruptedException e) {
            return false;
        } finally {
            objects.lock().unlock();
        }
    }

    /** Ends {@link #take} for good. */
    void close() {
        objects.lock().lock();
        try {
            closed = true;
            objects.signalAll(changed);
        } finally {
            objects.lock().unlock();
        }
    }

    /** After {@link #close}: the rows that were not started, and never will be. */
    List<IncomingRow> takeUnstarted() {
        objects.lock().lock();
        try {
            readNew();
            return calls.all(call -> true).stream()
                    .sorted(Comparator.comparingLong(IncomingCall::arrival))
                    .flatMap(call -> call.rows().stream())
                    .filter(IncomingRow::start)
                    .toList();
        } finally {
            objects.lock().unlock();
        }
    }

    /**
     * Waits until every call object with outputs was deleted, so that all answers have been taken, or until a call comes
     * that was written too late; false as above.
     */
    boolean awaitDeletionsOrCall(Deadline deadline) {
        return await(() -> hasUnread() || allAnswersTaken(), deadline);
    }

    private boolean allAnswersTaken() {
        return calls.all(IncomingCall::hasOutputs).isEmpty();
    }

    /** Whether calls have come that were not looked at. */
    boolean hasUnread() {
        objects.lock().lock();
        try {
            return !unread.isEmpty();
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
            calls.all(call -> true).forEach(call -> deleted(call.id()));
        } finally {
            objects.lock().unlock();
        }
    }

    @Override
    public void sealed(ObjectId id) {
        if (!namespace.made(id) && !ObjectIds.isDeclaration(id)) {
            if (unread.get(id) == null) {
                addUnread(id, Arrival.ANNOUNCED);
            }
            objects.signalAll(changed);
        }
    }

    @Override
    public void arrived(HeldObject object, List<HeldObject> needs, boolean sent) {
        Arrival arrival = new Arrival(object, needs, sent);
        if (namespace.made(object.id()) || ObjectIds.isDeclaration(object.id())) {
            arrival.drop();
        } else {
            addUnread(object.id(), arrival);
            objects.signalAll(changed);
        }
    }

    private void addUnread(ObjectId id, Arrival arrival) {
        unread.put(id, arrival);
        unreadIds.add(id);
    }

    @Override
    public void deleted(ObjectId id) {
        Arrival arrival = unread.remove(id);
        if (arrival != null) {
            arrival.drop();
        }
        IncomingCall call = calls.remove(id);
        if (call != null) {
            stopExpiring(call);
            objects.closeUses(call.release());
            objects.signalAll(changed);
            call.giveBackIfUnused();
        }
    }

    @Override
    public void appeared(NamespaceInfo info) {}

    /** The caller is gone; peers of other kinds may leave their call objects behind. */
    @Override
    public void ended(NamespaceInfo info) {
        calls.all(call -> ObjectIds.origin(call.id()) == info.prefix()).stream()
                .map(IncomingCall::id)
                .filter(id -> ObjectIds.epoch(id) == info.epoch() || info.epoch() == 0)
                .forEach(this::deleted);
    }

    private void readNew() {
        for (ObjectId id = unreadIds.poll(); id != null; id = unreadIds.poll()) {
            Arrival arrival = unread.remove(id);
            if (arrival == null) {
                continue; // deleted
            }
            HeldObject object = arrival.object();
            if (object == null) {
                object = objects.get(List.of(id)).get(0);
            }
            IncomingCall call = object == null ? null : read(id, object, arrival.fresh());
            if (call == null) {
                arrival.needs().forEach(HeldObject::close);
            } else {
                calls.put(id, call);
                admit(call, arrival.fresh(), arrival.needs());
            }
        }
    }

    private @Nullable IncomingCall read(ObjectId id, HeldObject object, boolean fresh) {
        try {
            return decoder.read(id, fresh ? object.data() : copy(object));
        } catch (FormatException e) {
            LOG.warn(
                    "Object {} in the namespace of {} is no call and is ignored: {}",
                    id,
                    namespace.info().label(),
                    e.getMessage());
            return null;
        }
    }

    /**
     * Copies the rows and lets the call object go, since the deletion of a held object is told to nobody. A fresh one is
     * not held: it came as a copy.
     */
    private static Region copy(HeldObject object) {
        try (object) {
            Region data = object.data();
            if (data.length() > Region.WINDOW_BYTES) {
                throw new FormatException(
                        "The object has " + data.length() + " bytes; a call has at most " + Region.WINDOW_BYTES + ".");
            }
            if (data.length() > LONG_CALL_BYTES) {
                RecordBatchStream.open(data); // so that no memory is taken for what is no call
            }
            Region copy = Region.allocate(data.length());
            copy.put(0, data, 0, copy.length());
            return copy;
        }
    }

    /**
     * Of a fresh call, and of one that is meant for this processor, nobody else can have written the outputs: the store is
     * not asked for them, and one that exists all the same keeps its value when it is sealed again.
     */
    private void admit(IncomingCall call, boolean fresh, List<HeldObject> arrived) {
        open.clear();
        boolean unanswered = fresh || (call.kind().addressed() && objects.hasLane());
        Set<ObjectId> written = unanswered ? Set.of() : objects.sealedAmong(outputs(call));
        for (int i = 0; i < call.rows().size(); i++) {
            IncomingRow row = call.rows().get(i);
            if (isAnswered(row, written)) {
                row.start();
                call.finished();
            } else {
                ProcessingError problem = checks.check(row);
                if (problem != null) {
                    row.reject(problem);
                }
                open.add(row);
            }
        }
        if (call.deadline() != null && !open.isEmpty()) {
            expiring.add(call);
        }
        openInputs(arrived);
        for (int i = 0; i < open.size(); i++) {
            awaitInputs(open.get(i));
        }
        open.clear();
    }

    /** Takes hold of the inputs of all open rows together, in one request. */
    private void openInputs(List<HeldObject> arrived) {
        inputIds.clear();
        for (int i = 0; i < open.size(); i++) {
            open.get(i).addInputIds(inputIds, arrived);
        }
        if (inputIds.isEmpty() && arrived.isEmpty()) {
            return;
        }
        List<ObjectSlot> slots = objects.openUses(inputIds, arrived);
        int begin = 0;
        for (int i = 0; i < open.size(); i++) {
            begin = open.get(i).takeInputs(slots, begin);
        }
    }

    private void awaitInputs(IncomingRow row) {
        rejectIfUnreachable(row);
        List<ObjectSlot> inputs = row.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).isSettled()) {
                inputs.get(i).whenSettled(() -> makeReady(row));
            }
        }
        makeReady(row);
    }

    private static List<ObjectId> outputs(IncomingCall call) {
        Set<ObjectId> outputs = new LinkedHashSet<>();
        call.rows().forEach(row -> outputs.addAll(row.outputIds()));
        return List.copyOf(outputs);
    }

    /** Whether the row has outputs and all of them exist: somebody has answered it before. */
    private static boolean isAnswered(IncomingRow row, Set<ObjectId> written) {
        if (written.isEmpty()) {
            return false;
        }
        List<ObjectId> outputs = row.outputIds();
        return !outputs.isEmpty() && written.containsAll(outputs);
    }

    /** An input can no longer come where its namespace is not declared or has another owner by now. */
    private void rejectIfUnreachable(IncomingRow row) {
        for (int i = 0; i < row.inputs().size(); i++) {
            ObjectSlot slot = row.inputs().get(i);
            if (!slot.isSettled() && !objects.canStillCome(slot.id())) {
                row.reject(checks.inputLost(row, objects.namespaceEnded(slot.id())));
            }
        }
    }

    private void makeReady(IncomingRow row) {
        if (row.canStart() && row.makeReady()) {
            ready.add(row);
            objects.signalAll(changed);
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
        while (!expiring.isEmpty() && expiring.first().isExpired(Instant.now())) {
            IncomingCall expired = expiring.first();
            expiring.remove(expired);
            expired.rows().stream().filter(IncomingRow::makeReady).forEach(ready::add);
        }
    }

    private long nanosToExpiry() {
        Instant deadline = expiring.isEmpty() ? null : expiring.first().deadline();
        return deadline == null
                ? LONGEST_SLEEP_NANOS
                : Math.max(MILLI_NANOS, Instant.now().until(deadline, ChronoUnit.NANOS) + MILLI_NANOS);
    }

    private void awaitChange(long nanos) {
        objects.checkOpen();
        objects.awaitNanos(changed, Math.min(nanos, LONGEST_SLEEP_NANOS));
    }
}
