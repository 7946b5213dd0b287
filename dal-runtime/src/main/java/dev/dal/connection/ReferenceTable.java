package dev.dal.connection;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a connection: every object that it holds or waits for, once.
 *
 * <p>Owns the connection's lock. Methods take it themselves; those said to be "under the lock" expect it.
 */
final class ReferenceTable {

    /** So many outputs that nobody wants are deleted if they come all the same. */
    private static final int MOST_ABANDONED = 10_000;

    final ReentrantLock lock = new ReentrantLock();

    private final IdTable<ObjectSlot> slots = new IdTable<>();
    /** Slots that may have lost the last interest. A chain of calls may be long: see {@link #removeWithoutInterest}. */
    private final Deque<ObjectSlot> idle = new ArrayDeque<>();

    private boolean removing;
    /** Outputs of calls that lost the last interest before they came, the eldest first. */
    private final Set<ObjectId> abandoned = new LinkedHashSet<>();

    private final ObjectSpace space;
    private final ObjectIndex index;
    private final ViewedHandles viewed = new ViewedHandles();

    private @Nullable Condition spareCondition;
    /** Written under the lock. */
    private volatile @Nullable DalException closed;

    private @Nullable LaneReader laneReader;
    private @Nullable Lane lane;

    ReferenceTable(ObjectSpace space, ObjectIndex index) {
        this.space = space;
        this.index = index;
    }

    /** A slot for an object that is already there or will come, with one more handle. */
    ObjectSlot openHandle(ObjectId id) {
        lock.lock();
        try {
            ObjectSlot slot = slotFor(id);
            slot.handles++;
            if (slot.isAwaited()) {
                find(List.of(slot));
            }
            return slot;
        } finally {
            lock.unlock();
        }
    }

    /** A slot for an object that this connection is about to make, with one more handle. */
    ObjectSlot openOwn(ObjectId id) {
        lock.lock();
        try {
            ObjectSlot slot = slotFor(id);
            slot.handles++;
            return slot;
        } finally {
            lock.unlock();
        }
    }

    /** One more handle on a slot; false if nobody is interested in it any more, so that it stands for nothing. */
    boolean addHandle(ObjectSlot slot) {
        lock.lock();
        try {
            if (slots.get(slot.id()) != slot) {
                return false;
            }
            slot.handles++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Slots for objects that calls need, with one more use each; those that are there are held at once. */
    List<ObjectSlot> openUses(List<ObjectId> ids) {
        lock.lock();
        try {
            List<ObjectSlot> opened = useAll(ids);
            find(opened);
            return opened;
        } finally {
            lock.unlock();
        }
    }

    /** Slots as above, added to a list; some of the objects are held already. */
    void openUses(List<ObjectId> ids, List<HeldObject> arrived, List<ObjectSlot> opened) {
        lock.lock();
        try {
            for (int i = 0; i < ids.size(); i++) {
                opened.add(use(ids.get(i)));
            }
            for (int i = 0; i < arrived.size(); i++) {
                HeldObject object = arrived.get(i);
                ObjectSlot slot = slots.get(object.id());
                if (slot == null) {
                    object.close();
                } else {
                    arrived(slot, object);
                }
            }
            find(opened);
        } finally {
            lock.unlock();
        }
    }

    private List<ObjectSlot> useAll(List<ObjectId> ids) {
        if (ids.size() < 2) {
            return ids.isEmpty() ? List.of() : List.of(use(ids.get(0)));
        }
        List<ObjectSlot> opened = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            opened.add(use(ids.get(i)));
        }
        return opened;
    }

    private ObjectSlot use(ObjectId id) {
        ObjectSlot slot = slotFor(id);
        slot.uses++;
        return slot;
    }

    /** Under the lock: a slot for an object that is about to be made, with one handle. */
    ObjectSlot expect(ObjectId id, ObjectSlot.@Nullable Producer producer) {
        assert lock.isHeldByCurrentThread();
        checkOpen();
        ObjectSlot slot = new ObjectSlot(this, id, producer);
        slot.handles = 1;
        ObjectSlot known = slots.putIfAbsent(id, slot);
        return known == null ? slot : adopt(known, producer);
    }

    /** Somebody is to make an object that was referred to before. */
    private static ObjectSlot adopt(ObjectSlot known, ObjectSlot.@Nullable Producer producer) {
        if (producer == null) {
            throw new IllegalStateException("Object " + known.id() + " is awaited already.");
        }
        if (!known.isAwaited() || known.producer() != null) {
            throw new IllegalStateException("The " + known.description() + " cannot be made by a call: "
                    + (known.isAwaited() ? "another call makes it." : "it is there already."));
        }
        known.setProducer(producer);
        known.handles++;
        return known;
    }

    /** Takes back what {@link #expect} did: nobody makes the object after all. */
    void withdraw(ObjectSlot slot) {
        lock.lock();
        try {
            if (slot.isAwaited()) {
                slot.setProducer(null);
            }
            oneHandleLess(slot);
        } finally {
            lock.unlock();
        }
    }

    /** The object of a slot was made by this connection itself. */
    void made(ObjectSlot slot, HeldObject object) {
        lock.lock();
        try {
            arrived(slot, object);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: the object of a slot is there. */
    void arrived(ObjectSlot slot, HeldObject object) {
        assert lock.isHeldByCurrentThread();
        if (!slot.isAwaited()) {
            object.close(); // settled or given up meanwhile
            return;
        }
        slot.hold(object);
        slot.dropped = false;
        removeWithoutInterest(slot);
    }

    /** One handle less, closed by its owner: its views end, and that may cancel. */
    void closeHandle(ObjectHandle handle) {
        lock.lock();
        try {
            handle.end();
            viewed.remove(handle);
            oneHandleLess(handle.slot());
        } finally {
            lock.unlock();
        }
    }

    /** One handle less, given up by its owner: its views end. That never cancels. */
    void detachHandle(ObjectHandle handle) {
        lock.lock();
        try {
            handle.end();
            dropHandle(handle);
        } finally {
            lock.unlock();
        }
    }

    /** One handle less, which has become garbage, and its views with it. That never cancels. */
    void dropHandle(ObjectHandle handle) {
        ObjectSlot slot = handle.slot();
        lock.lock();
        try {
            viewed.remove(handle);
            if (slot.isAwaited() && slot.producer() != null) {
                slot.dropped = true;
            }
            oneHandleLess(slot);
        } finally {
            lock.unlock();
        }
    }

    /** One handle less on a slot, which may cancel. */
    private void oneHandleLess(ObjectSlot slot) {
        slot.handles--;
        slot.handleClosed();
        removeWithoutInterest(slot);
    }

    /** One use less. */
    void closeUses(List<ObjectSlot> used) {
        lock.lock();
        try {
            for (int i = 0; i < used.size(); i++) {
                ObjectSlot slot = used.get(i);
                slot.uses--;
                removeWithoutInterest(slot);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: the slot of an object, if there is interest in it. */
    @Nullable
    ObjectSlot find(ObjectId id) {
        return slots.get(id);
    }

    /** Under the lock: whether an object is the output of a call that nobody wanted any more before it came. */
    boolean takeAbandoned(ObjectId id) {
        return abandoned.remove(id);
    }

    /** Under the lock: all slots that wait. */
    List<ObjectSlot> awaited() {
        return slots.all(ObjectSlot::isAwaited);
    }

    /** Under the lock: those who make awaited objects, each once. */
    Set<ObjectSlot.Producer> producers() {
        Set<ObjectSlot.Producer> producers = new LinkedHashSet<>();
        for (ObjectSlot slot : awaited()) {
            ObjectSlot.Producer producer = slot.producer();
            if (producer != null) {
                producers.add(producer);
            }
        }
        return producers;
    }

    /** Under the lock: takes hold of what is there, and sees to it that this connection is told of what is not. */
    private void find(List<ObjectSlot> wanted) {
        fetch(wanted);
        if (lane != null && laneReader != null) {
            ask(wanted, lane, laneReader);
        }
    }

    /** A lane does not tell of everything: what it may not have told of has to be asked for. */
    private void ask(List<ObjectSlot> wanted, Lane asked, LaneReader reader) {
        Map<ObjectId, ObjectSlot> unknown = Map.of();
        for (int i = 0; i < wanted.size(); i++) {
            ObjectSlot slot = wanted.get(i);
            if (slot.isAwaited() && slot.producer() == null) {
                unknown = with(unknown, slot);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        get(unknown);
        for (ObjectSlot slot : unknown.values()) {
            if (slot.isAwaited()) {
                asked.await(slot.id());
            }
        }
        reader.flushSoon();
    }

    /** A map with one slot more; most often there is none, and so no map is made. */
    private static Map<ObjectId, ObjectSlot> with(Map<ObjectId, ObjectSlot> slots, ObjectSlot slot) {
        Map<ObjectId, ObjectSlot> more = slots.isEmpty() ? new LinkedHashMap<>() : slots;
        more.put(slot.id(), slot);
        return more;
    }

    /** Under the lock: takes hold of those awaited objects that are known to be there, in one request. */
    void fetch(List<ObjectSlot> wanted) {
        Map<ObjectId, ObjectSlot> present = Map.of();
        for (int i = 0; i < wanted.size(); i++) {
            ObjectSlot slot = wanted.get(i);
            if (slot.isAwaited() && index.contains(slot.id())) {
                present = with(present, slot);
            }
        }
        if (!present.isEmpty()) {
            get(present);
        }
    }

    /** Under the lock: takes hold of an object that this connection itself has made, if it is awaited here. */
    void fetchOwn(ObjectId id) {
        ObjectSlot slot = slots.get(id);
        if (slot != null && slot.isAwaited()) {
            get(Map.of(id, slot));
        }
    }

    private void get(Map<ObjectId, ObjectSlot> wanted) {
        List<@Nullable HeldObject> found = space.get(List.copyOf(wanted.keySet()));
        int next = 0;
        for (ObjectSlot slot : wanted.values()) {
            HeldObject object = found.get(next++);
            if (object != null) {
                arrived(slot, object);
            }
        }
    }

    /** Under the lock: an object will never come. */
    void lose(ObjectSlot slot, DalException reason) {
        if (slot.isAwaited()) {
            slot.lose(reason);
            slot.dropped = false;
            removeWithoutInterest(slot);
        }
    }

    /** Notes that views are about to be made. */
    void addView(ObjectHandle handle) {
        lock.lock();
        try {
            checkOpen();
            handle.checkOpen();
            viewed.add(handle);
        } finally {
            lock.unlock();
        }
    }

    /** The connection has ended: whoever waits fails, whoever asks again too. */
    void close(DalException reason) {
        lock.lock();
        try {
            if (closed != null) {
                return;
            }
            closed = reason;
            viewed.endAll();
            for (ObjectSlot slot : awaited()) {
                if (slot.isAwaited()) {
                    slot.lose(reason);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Who looks after events in the place of those that wait, or with them. Before anybody waits. */
    void readBy(LaneReader reader, Lane asked) {
        laneReader = reader;
        lane = asked;
    }

    /** Under the lock: ends the waits on a condition. */
    void signalAll(Condition condition) {
        condition.signalAll();
        if (laneReader != null) {
            laneReader.signalled(condition);
        }
    }

    /** Under the lock: a condition that nobody else waits for. */
    Condition takeCondition() {
        Condition spare = spareCondition;
        spareCondition = null;
        return spare == null ? lock.newCondition() : spare;
    }

    /** Under the lock: nobody waits for a condition any more. */
    void giveBack(Condition condition) {
        spareCondition = condition;
    }

    /** Waits on a condition of the lock, turning an interrupt into this library's exception. May return early. */
    @SuppressWarnings("WaitNotInLoop") // callers look at what they wait for, in a loop
    void awaitNanos(Condition condition, long nanos) {
        LaneReader reader = laneReader;
        if (reader != null) {
            if (reader.lead(condition, nanos)) {
                return;
            }
            reader.flush();
            if (closed != null) {
                return; // by this very flush: whoever waits has been told before
            }
        }
        try {
            long left = condition.awaitNanos(nanos);
            assert left <= nanos;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DalInterruptedException("Interrupted while waiting for an object.", e);
        }
    }

    /** A failure as a waiting thread throws it: fresh, so that the stack shows the waiter. */
    DalException rethrowable(DalException failure) {
        if (failure instanceof ProcessingException processing) {
            return ProcessingException.of(processing.error());
        }
        return failure instanceof ConnectionClosedException
                ? new ConnectionClosedException(String.valueOf(failure.getMessage()), failure)
                : new ObjectLostException(String.valueOf(failure.getMessage()));
    }

    /** Under the lock: whether the connection has ended. */
    boolean isClosed() {
        return closed != null;
    }

    /** Fails if the connection has ended. */
    void checkOpen() {
        DalException reason = closed;
        if (reason != null) {
            throw rethrowable(reason);
        }
    }

    private ObjectSlot slotFor(ObjectId id) {
        checkOpen();
        ObjectSlot known = slots.get(id);
        if (known != null) {
            return known;
        }
        ObjectSlot slot = new ObjectSlot(this, id, null);
        slots.put(slot.id(), slot);
        return slot;
    }

    /** Removes a slot that nobody is interested in, and those whose last use ends by that: one by one, not nested. */
    private void removeWithoutInterest(ObjectSlot slot) {
        idle.add(slot);
        if (removing) {
            return;
        }
        removing = true;
        try {
            for (ObjectSlot next = idle.poll(); next != null; next = idle.poll()) {
                removeIfIdle(next);
            }
        } finally {
            removing = false;
        }
    }

    private void removeIfIdle(ObjectSlot slot) {
        if (slot.handles > 0 || slot.uses > 0 || slot.dropped || !slots.remove(slot.id(), slot)) {
            return;
        }
        if (slot.isAwaited() && slot.producer() != null) {
            abandon(slot.id());
        }
        try {
            slot.giveUp();
        } catch (StoreException gone) {
            // The store has gone or the connection was closed: its holds went with it.
            checkStillMatters(gone);
        }
    }

    /** Most of those never come, so not all are remembered; what is forgotten goes with its writer or its namespace. */
    private void abandon(ObjectId output) {
        abandoned.add(output);
        if (abandoned.size() > MOST_ABANDONED) {
            abandoned.remove(abandoned.iterator().next());
        }
    }

    private void checkStillMatters(StoreException failure) {
        if (closed == null && !(failure instanceof dev.dal.store.StoreConnectionException)) {
            throw failure;
        }
    }
}
