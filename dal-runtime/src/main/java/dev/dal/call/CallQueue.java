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
import dev.dal.store.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a processor: takes call objects in, waits for the inputs of their rows, gives out the rows that can run,
 * and lets go of what was written when a call object is deleted. Guarded by the connection's lock.
 */
final class CallQueue implements ObjectListener, NamespaceListener {

    private static final long MILLI_NANOS = 1_000_000;
    /** Between two looks at whether the connection is still there. */
    private static final long LONGEST_SLEEP_NANOS = 500 * MILLI_NANOS;

    private final ObjectAccess objects;
    private final Namespace namespace;
    private final RowChecks checks;
    private final CallIntake intake;
    private final CallIntake.Admission admission = this::admit;
    private final Condition changed;
    private final IdTable<IncomingCall> calls = new IdTable<>();
    /** Calls with a deadline whose rows are not all done. */
    private final NavigableSet<IncomingCall> expiring = new TreeSet<>(IncomingCall.BY_DEADLINE);

    private final ReadyRows ready = new ReadyRows();

    // For one call after another that is taken in.
    private final List<IncomingRow> open = new ArrayList<>();
    private final List<ObjectId> inputIds = new ArrayList<>();
    private final List<ObjectSlot> openedInputs = new ArrayList<>();

    /** The threads that run a row, each as often as it does: a function may process calls itself. */
    private final List<Thread> serving = new ArrayList<>();

    private boolean closed;

    CallQueue(ObjectAccess objects, Namespace namespace, RowChecks checks) {
        this.objects = objects;
        this.namespace = namespace;
        this.checks = checks;
        this.intake = new CallIntake(objects, namespace, new CallDecoder(checks));
        this.changed = objects.lock().newCondition();
    }

    /** Begins to take calls; those that are there already come first. */
    void open() {
        objects.listen(namespace.prefix(), this);
        objects.addNamespaceListener(this);
    }

    /**
     * Waits for a row that can run, or has to be failed; null after the timeout or when the queue was closed. A row is in
     * the hand of the calling thread until it is {@link #finished}.
     */
    @Nullable
    IncomingRow take(Duration timeout) {
        objects.lock().lock();
        try {
            boolean waits = false; // the clock is for those who wait
            long endNanos = 0;
            while (!closed) {
                objects.checkOpen();
                intake.readAll(admission);
                IncomingRow row = next();
                if (row != null) {
                    serving.add(Thread.currentThread());
                    return row;
                }
                if (!waits) {
                    waits = true;
                    endNanos = Deadline.after(timeout).atNanos();
                }
                long remaining = endNanos - System.nanoTime();
                if (remaining <= 0) {
                    return null;
                }
                awaitChange(Math.min(remaining, nanosToExpiry()));
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
            return ready.isEmpty() && intake.isEmpty();
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

    /** An error was written in the place of an output that was written before: it stays as long as that would have. */
    void keep(HeldObject error) {
        objects.lock().lock();
        try {
            List<IncomingCall> of = calls.all(call -> call.keeps(error.id()));
            if (of.isEmpty()) {
                error.close(); // whoever awaits it holds it since it was sealed
            } else {
                of.get(0).keep(error);
            }
        } finally {
            objects.lock().unlock();
        }
    }

    private void answered(IncomingRow row, List<HeldObject> written) {
        FunctionGate gate = row.gate();
        if (gate != null) {
            letNextPass(gate);
        }
        IncomingCall call = row.call();
        for (int i = 0; i < written.size(); i++) {
            call.keep(written.get(i));
        }
        row.releaseInputs(objects);
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

    private void letNextPass(FunctionGate gate) {
        IncomingRow next = gate.leave();
        if (next != null) {
            ready.add(next);
            objects.signalAll(changed);
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
            intake.readAll(admission);
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
            return !intake.isEmpty();
        } finally {
            objects.lock().unlock();
        }
    }

    /** Nothing is taken in any more. */
    void stopListening() {
        objects.stopListening(namespace.prefix());
        objects.removeNamespaceListener(this);
    }

    /** Lets go of everything: what is still written is deleted at once. */
    void release() {
        objects.lock().lock();
        try {
            calls.all(call -> true).forEach(call -> deleted(call.id()));
        } finally {
            objects.lock().unlock();
        }
    }

    @Override
    public void sealed(ObjectId id) {
        if (intake.sealed(id)) {
            objects.signalAll(changed);
        }
    }

    @Override
    public void arrived(HeldObject object, List<HeldObject> needs, boolean sent) {
        if (intake.arrived(object, needs, sent)) {
            objects.signalAll(changed);
        }
    }

    @Override
    public void deleted(ObjectId id) {
        intake.deleted(id);
        IncomingCall call = calls.remove(id);
        if (call != null) {
            stopExpiring(call);
            objects.closeUses(call.release(objects));
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

    /**
     * Of a fresh call, and of one that is meant for this processor, nobody else can have written the outputs: the store is
     * not asked for them, and one that exists all the same keeps its value when it is sealed again.
     */
    private void admit(IncomingCall call, boolean fresh, List<HeldObject> arrived) {
        calls.put(call.id(), call);
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
        boolean taken = false;
        try {
            objects.openUses(inputIds, arrived, openedInputs);
            int begin = 0;
            for (int i = 0; i < open.size(); i++) {
                begin = open.get(i).setInputs(openedInputs, begin);
            }
            taken = true;
        } finally {
            if (!taken) {
                objects.closeUses(openedInputs);
            }
            openedInputs.clear();
        }
    }

    private void awaitInputs(IncomingRow row) {
        rejectIfUnreachable(row);
        List<ObjectSlot> inputs = row.inputs();
        long call = row.call().arrival();
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).isSettled()) {
                inputs.get(i).whenSettled(() -> makeReadyIn(row, call));
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

    /** An input is there. By now the row may stand for one of another call. */
    private void makeReadyIn(IncomingRow row, long arrival) {
        if (row.call().arrival() == arrival) {
            makeReady(row);
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
            if (mayPass(row) && row.start()) {
                return row;
            }
        }
        return null;
    }

    /** Whether a ready row may run now, as far as the limit of its function goes; it is parked otherwise. */
    private boolean mayPass(IncomingRow row) {
        FunctionGate gate = row.binding().gate();
        if (gate == null) {
            return true;
        }
        if (row.isDropped() || row.rejection() != null || row.call().isExpired(Instant.now())) {
            addIfAny(gate.next()); // the row may have been let out for a place that it does not need any more
            return true;
        }
        boolean passed = gate.enter(row);
        row.setGate(passed ? gate : null);
        return passed;
    }

    private void addIfAny(@Nullable IncomingRow row) {
        if (row != null) {
            ready.add(row);
        }
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
