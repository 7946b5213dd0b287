package dev.dal.connection;

import dev.dal.store.Lane;
import dev.dal.store.LaneLink;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import dev.dal.store.StoreFullException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dev.dal.call} needs of a connection: objects, slots, events. Not meant for users. Thread-safe.
 */
public final class ObjectAccess {

    /** For so long after something was sent more may wait for what follows. */
    private static final long MOST_HELD_BACK_NANOS = 200_000;

    private static final ByteBuffer NO_METADATA = ByteBuffer.allocate(0);

    private final Connection connection;
    private final ObjectSpace space;
    private final ObjectIndex index;
    private final ReferenceTable table;
    private final NamespaceDirectory directory;
    private final EventDispatch dispatch;
    private final @Nullable LaneLink lane;
    private final @Nullable LaneDispatch lanes;
    private final @Nullable Slabs slabs;
    private final UnsentObjects unsent;
    private final LaneMemory drafts = new LaneMemory();

    ObjectAccess(
            Connection connection,
            ObjectSpace space,
            ObjectIndex index,
            ReferenceTable table,
            NamespaceDirectory directory,
            EventDispatch dispatch,
            @Nullable LaneLink lane,
            @Nullable LaneDispatch lanes,
            @Nullable Slabs slabs,
            UnsentObjects unsent) {
        this.connection = connection;
        this.space = space;
        this.index = index;
        this.table = table;
        this.directory = directory;
        this.dispatch = dispatch;
        this.lane = lane;
        this.lanes = lanes;
        this.slabs = slabs;
        this.unsent = unsent;
    }

    /**
     * The connection.
     *
     * @return the connection that this is the access of
     */
    public Connection connection() {
        return connection;
    }

    /**
     * The lock under which slots settle and listeners are told. Whoever shares state with them takes it.
     *
     * @return the connection's lock
     */
    public ReentrantLock lock() {
        return table.lock;
    }

    /**
     * Waits on a condition of the {@linkplain #lock() lock}, which the caller holds; may return early.
     *
     * @param condition the condition
     * @param nanos how long to wait
     * @throws DalInterruptedException if the thread was interrupted
     */
    public void awaitNanos(Condition condition, long nanos) {
        table.awaitNanos(condition, nanos);
    }

    /**
     * Ends the waits on a condition of the {@linkplain #lock() lock}, which the caller holds.
     *
     * @param condition the condition
     */
    public void signalAll(Condition condition) {
        table.signalAll(condition);
    }

    /**
     * Makes an unsealed object that dies with the last hold on it.
     *
     * @param id the new object
     * @param dataSize bytes of data
     * @return the object, to be sealed or closed
     * @throws ObjectExistsException if the id is in use
     * @throws StoreFullException if there is no room
     * @throws ConnectionClosedException if the connection ended
     */
    public NewObject create(ObjectId id, long dataSize) {
        try {
            return space.create(id, dataSize, new byte[0], true);
        } catch (StoreConnectionException gone) {
            throw ended(gone);
        }
    }

    private ConnectionClosedException ended(StoreConnectionException gone) {
        checkOpen();
        return new ConnectionClosedException(
                "The connection to " + space.description() + " has gone: " + gone.getMessage(), gone);
    }

    /**
     * Makes an unsealed object, waiting for room.
     *
     * @param id the new object
     * @param dataSize bytes of data
     * @param deadline until when to wait
     * @return the object, to be sealed or closed
     * @throws ObjectExistsException if the id is in use
     * @throws StoreFullException if there was no room before the deadline
     * @throws ConnectionClosedException if the connection ended
     * @throws DalInterruptedException if the thread was interrupted while waiting
     */
    public NewObject create(ObjectId id, long dataSize, Deadline deadline) {
        while (true) {
            try {
                return create(id, dataSize);
            } catch (StoreFullException e) {
                if (deadline.hasPassed() || dataSize > space.capacityBytes()) {
                    throw e;
                }
            }
            dispatch.awaitRoom(deadline);
        }
    }

    /**
     * Makes an object in a namespace of this connection, held here; if it is not too long, together with others in one
     * frame: that there is no room for it is told to the {@link ObjectSlot.Producer}, else thrown. Nobody is told of its end.
     * {@link #flush()} must follow.
     *
     * @param id the new object
     * @param dataSize bytes of data
     * @return the object, to be sealed or closed
     * @throws ObjectExistsException if the id is in use
     * @throws StoreFullException if there is no room
     * @throws ConnectionClosedException if the connection ended
     */
    public NewObject createToSend(ObjectId id, long dataSize) {
        return createOutput(id, dataSize);
    }

    /**
     * Makes an output: an object that its namespace's owner holds when it arrives there. {@link #flush()} must follow.
     *
     * @param id the new object
     * @param dataSize bytes of data
     * @return the object, to be sealed or closed
     * @throws ObjectExistsException if the id is in use
     * @throws StoreFullException if there is no room
     * @throws ConnectionClosedException if the connection ended
     */
    public NewObject createOutput(ObjectId id, long dataSize) {
        return draft(id, dataSize, Lane.OWNED | Lane.HANDED | Lane.KEPT);
    }

    private NewObject draft(ObjectId id, long dataSize, int flags) {
        LaneDispatch asked = lanes;
        if (asked == null || dataSize > Lane.INLINE_BYTES) {
            NewObject inSlab = draftInSlab(id, dataSize, flags);
            return inSlab == null ? create(id, dataSize) : inSlab;
        }
        checkOpen();
        int lengthBytes = (int) dataSize;
        synchronized (drafts) {
            int offset = drafts.take(lengthBytes);
            return new LaneDraft(asked, id, flags, drafts.block(), offset, lengthBytes);
        }
    }

    private @Nullable NewObject draftInSlab(ObjectId id, long dataSize, int flags) {
        try {
            return slabs == null ? null : slabs.draft(id, dataSize, flags);
        } catch (StoreConnectionException gone) {
            throw ended(gone);
        }
    }

    /**
     * Whether an object is short enough for {@link #send}.
     *
     * @param dataSize bytes of data
     * @return true if it may be sent, false if it has to be made in the usual way
     */
    public boolean canSend(long dataSize) {
        return lanes != null && dataSize <= Lane.INLINE_BYTES;
    }

    /**
     * Makes and seals an object, which is held until {@link #release}. That there is no room for it is told to
     * {@link ObjectSlot.Producer#notMade}. {@link #flush()} must follow.
     *
     * @param id the new object
     * @param needs short objects to be sent along with it
     * @param data its data from position to limit, copied at once; as many as {@link #canSend} allows
     * @throws ConnectionClosedException if the connection ended
     */
    public void send(ObjectId id, List<ObjectId> needs, ByteBuffer data) {
        checkOpen();
        LaneLink asked = Objects.requireNonNull(lane, "asked for by canSend");
        asked.publish(id, Lane.OWNED | Lane.KEPT, needs, data, NO_METADATA);
    }

    /**
     * Makes and seals an input of a call, as {@link #createToSend} does, but without a handle: it is held until {@link #release}.
     * {@link #flush()} must follow.
     *
     * @param id the new object
     * @param data its data from position to limit, copied at once; as many as {@link #canSend} allows
     * @throws ConnectionClosedException if the connection ended
     */
    public void sendInput(ObjectId id, ByteBuffer data) {
        checkOpen();
        LaneLink asked = Objects.requireNonNull(lane, "asked for by canSend");
        asked.publish(id, Lane.OWNED | Lane.HANDED | Lane.KEPT, List.of(), data, NO_METADATA);
    }

    /**
     * What the store has said of an object with an id of this connection's that could not be made and that no
     * {@link ObjectSlot.Producer} knew of when it was told. Under the lock. The last ten thousand are remembered.
     *
     * @param id an object that was sent or created to be sent
     * @return why it was not made; null if it was, or that is not known yet
     */
    public @Nullable StoreException failureOf(ObjectId id) {
        return lanes == null ? null : lanes.failureOf(id);
    }

    /**
     * Ends the hold that {@link #send} or {@link #sendInput} took. Once.
     *
     * @param id what was sent
     */
    public void release(ObjectId id) {
        release(id, 1);
    }

    /**
     * Ends holds that {@link #send}, {@link #sendInput} or {@link HeldObject#closeAllButLane} left. Once.
     *
     * @param first the first of some objects whose ids follow each other
     * @param count how many, at most {@link Lane#MOST_RANGE_COUNT}
     */
    public void release(ObjectId first, int count) {
        if (lanes != null) {
            lanes.release(first, count);
        }
    }

    /** Sends what was made by {@link #createToSend}, {@link #send} and {@link #createOutput}. */
    public void flush() {
        if (lane != null) {
            unsent.noteSending();
            try {
                unsent.sendAll();
                lane.flush();
            } catch (StoreConnectionException gone) {
                checkOpen();
                throw new ConnectionClosedException(
                        "The connection to " + space.description() + " has gone: " + gone.getMessage(), gone);
            }
        }
    }

    /**
     * Tells those on this connection who await an object, or listen to its namespace, of one that was made on it too.
     *
     * @param id the sealed object
     */
    public void sentToSelf(ObjectId id) {
        if (lane != null) {
            dispatch.sentToSelf(id);
        }
    }

    /**
     * Sends what was made by {@link #createToSend}, {@link #send} and {@link #createOutput}: at once, unless something was sent a moment
     * ago. Then it goes together with what follows, as soon as a thread of this connection waits for something, and within
     * a few milliseconds in any case.
     */
    public void flushTogether() {
        if (lane == null) {
            return;
        }
        if (sendsTogether(System.nanoTime())) {
            flushSoon();
        } else {
            flush();
        }
    }

    /** Sends what was made together with what follows: with the next wait of a thread, or within a few milliseconds. */
    public void flushSoon() {
        unsent.leaveToWait();
        connection.reader().flushSoon();
    }

    /** Sends what was made, for a thread that is about to wait: with that wait, unless that would wake another thread. */
    public void flushByWaiting() {
        if (connection.reader().isAsleep()) {
            flush();
        } else {
            flushSoon();
        }
    }

    /**
     * Whether each of some objects is held here, or is being made by a call of this connection. Under the lock.
     *
     * @param ids the objects
     * @return false if one of them may keep a call waiting for somebody else
     */
    public boolean arePromised(List<ObjectId> ids) {
        for (int i = 0; i < ids.size(); i++) {
            ObjectSlot slot = table.find(ids.get(i));
            if (slot == null || (slot.isAwaited() && slot.producer() == null)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether what is sent now by {@link #flushTogether} waits for what follows.
     *
     * @param nowNanos the time, of {@link System#nanoTime}
     * @return true if something was sent a moment ago
     */
    public boolean sendsTogether(long nowNanos) {
        return lane != null && nowNanos - unsent.sentAtNanos() <= MOST_HELD_BACK_NANOS;
    }

    /**
     * Has an object sent just before the next flush. Under the lock; {@link #flushTogether} or {@link #flushSoon} must follow.
     *
     * @param object what others may add to until it is sent
     */
    public void sendLater(Unsent object) {
        unsent.add(object);
    }

    /**
     * The object that may be added to without changing the order of what goes to a namespace. Under the lock.
     *
     * @param prefix the namespace
     * @return the last of those that {@link #sendLater} was told of and that were not sent, or null
     */
    public @Nullable Unsent lastUnsent(int prefix) {
        return unsent.lastFor(prefix);
    }

    /** Sends what {@link #sendLater} was told of, ahead of what is sent next. {@link #flush()} must follow. */
    public void sendUnsent() {
        unsent.sendAll();
    }

    /**
     * Tells somebody of objects that {@link #createOutput} made and that the store had no room for.
     *
     * @param listener told under the lock
     * @return ends that
     */
    public Runnable whenOutputsFail(BiConsumer<ObjectId, StoreException> listener) {
        LaneDispatch told = lanes;
        if (told == null) {
            return () -> {};
        }
        LaneDispatch.RefusalListener outputs = listener::accept;
        underLock(() -> told.addOutputListener(outputs));
        return () -> underLock(() -> told.removeOutputListener(outputs));
    }

    /**
     * Tells somebody of calls, and of what they need, that the store had no room for and that no {@link ObjectSlot.Producer} of
     * an awaited slot claims.
     *
     * @param listener told under the lock
     * @return ends that
     */
    public Runnable whenCallsFail(BiConsumer<ObjectId, StoreException> listener) {
        LaneDispatch told = lanes;
        if (told == null) {
            return () -> {};
        }
        LaneDispatch.RefusalListener calls = listener::accept;
        underLock(() -> told.addCallListener(calls));
        return () -> underLock(() -> told.removeCallListener(calls));
    }

    private void underLock(Runnable action) {
        table.lock.lock();
        try {
            action.run();
        } finally {
            table.lock.unlock();
        }
    }

    void watch(int prefix) {
        if (lane != null) {
            lane.watch(prefix);
            lane.flush();
        }
    }

    void unwatch(int prefix) {
        if (lane != null) {
            lane.unwatch(prefix);
            lane.flush();
        }
    }

    /** Whether an object is sealed. Where this connection is not told of everything, the store is asked. */
    boolean isSealed(ObjectId id) {
        return index.contains(id) || (lane != null && connection.client().contains(id));
    }

    /**
     * Whether this connection has a lane (docs/protocol.md section 8): objects come with their bytes, and it is not told
     * of everything.
     *
     * @return false on stores without the extension
     */
    public boolean hasLane() {
        return lane != null;
    }

    /**
     * Which of some objects are sealed. Where this connection is not told of everything, the store is asked, once for
     * all of them.
     *
     * @param ids the objects, no id twice
     * @return those that can be got
     */
    public Set<ObjectId> sealedAmong(List<ObjectId> ids) {
        Set<ObjectId> sealed = new HashSet<>();
        List<ObjectId> unknown = new ArrayList<>();
        for (ObjectId id : ids) {
            if (index.contains(id)) {
                sealed.add(id);
            } else {
                unknown.add(id);
            }
        }
        if (lane != null && !unknown.isEmpty()) {
            for (HeldObject found : space.get(unknown)) {
                if (found != null) {
                    sealed.add(found.id());
                    found.close();
                }
            }
        }
        return sealed;
    }

    /** Length of an object's data, if it is sealed. */
    Optional<Long> sizeOf(ObjectId id) {
        ObjectIndex.Sizes known = index.sizes(id);
        if (known != null || lane == null) {
            return Optional.ofNullable(known).map(ObjectIndex.Sizes::dataBytes);
        }
        HeldObject object = space.get(List.of(id)).get(0);
        if (object == null) {
            return Optional.empty();
        }
        try (object) {
            return Optional.of(object.data().length());
        }
    }

    /**
     * Waits a moment for room: until an object is deleted, but not long, since room may come without that.
     *
     * @param deadline until when to wait at most
     */
    public void awaitRoom(Deadline deadline) {
        dispatch.awaitRoom(deadline);
    }

    /**
     * Writes an error object that dies with the last hold on it.
     *
     * @param id the object
     * @param error what it says
     * @return the hold on it, or null if the id is in use
     * @throws StoreFullException if there is no room
     */
    public @Nullable HeldObject writeError(ObjectId id, ProcessingError error) {
        byte[] data = ErrorCodec.encode(error);
        try (NewObject object = space.create(id, data.length, ErrorCodec.metadata(), true)) {
            object.data().put(0, data);
            return object.seal();
        } catch (ObjectExistsException kept) {
            return null;
        }
    }

    /**
     * What an object says if it is an error object.
     *
     * @param object an object
     * @return the error, or null if it is none
     * @throws FormatMismatchException if its metadata are of another kind, or the error is malformed
     */
    public @Nullable ProcessingError errorOf(HeldObject object) {
        return ErrorCodec.isError(object.metadata()) ? ErrorCodec.decode(object.data()) : null;
    }

    /**
     * Takes hold of those objects that are there, without waiting.
     *
     * @param ids the objects, no id twice
     * @return one hold per id, null for what is not there
     */
    public List<@Nullable HeldObject> get(List<ObjectId> ids) {
        return space.get(ids);
    }

    /**
     * Deletes objects, now or when their last hold goes.
     *
     * @param ids the objects
     */
    public void delete(List<ObjectId> ids) {
        space.delete(ids);
    }

    /**
     * Everything in the store.
     *
     * @return all objects in every state, in no order
     */
    public List<ObjectInfo> list() {
        return space.list();
    }

    /**
     * Whether the owner of a namespace is alive, as far as this connection has been told.
     *
     * @param info what the owner declared
     * @return true if the namespace is there with the same epoch
     */
    public boolean isAlive(NamespaceInfo info) {
        NamespaceInfo current = directory.get(info.prefix());
        return current != null && current.epoch() == info.epoch();
    }

    /**
     * Whether the owner of a namespace is alive, having asked the store where nobody tells of its end.
     *
     * @param info what the owner declared
     * @return true if the namespace is there with the same epoch
     */
    public boolean isStillAlive(NamespaceInfo info) {
        NamespaceInfo current = directory.verified(info.prefix());
        return current != null && current.epoch() == info.epoch();
    }

    /**
     * Whether an object that is not there may still be written: its namespace is declared, and by the owner who made
     * the id where the id tells.
     *
     * @param id the object
     * @return false if nobody is left to write it
     */
    public boolean canStillCome(ObjectId id) {
        NamespaceInfo info = directory.get(id.prefix());
        if (info == null) {
            return false;
        }
        boolean madeByOwner = ObjectIds.origin(id) == id.prefix() && info.epoch() != 0;
        return !madeByOwner || ObjectIds.epoch(id) == info.epoch();
    }

    /**
     * The failure of waits for an object whose namespace has ended.
     *
     * @param id the object
     * @return the exception
     */
    public ObjectLostException namespaceEnded(ObjectId id) {
        return new ObjectLostException("Object " + id + " can no longer come: its namespace "
                + ObjectIds.prefixHex(id.prefix()) + " has ended.");
    }

    /**
     * Fails if the connection has ended.
     *
     * @throws ConnectionClosedException if it has
     */
    public void checkOpen() {
        table.checkOpen();
    }

    /**
     * A slot for an object that a call is going to make, with one handle. Under the lock.
     *
     * @param id the object
     * @param producer told what becomes of it
     * @return the slot
     * @throws IllegalStateException if it is there already, or another call is to make it
     */
    public ObjectSlot expect(ObjectId id, ObjectSlot.@Nullable Producer producer) {
        return table.expect(id, producer);
    }

    /**
     * The object of a slot was made by this connection itself.
     *
     * @param slot the slot
     * @param object the sealed object; now belongs to the slot
     */
    public void made(ObjectSlot slot, HeldObject object) {
        table.made(slot, object);
    }

    /**
     * Slots for objects that a call needs, each with one use more.
     *
     * @param ids the objects
     * @return one slot per id
     */
    public List<ObjectSlot> openUses(List<ObjectId> ids) {
        return table.openUses(ids);
    }

    /**
     * Opens slots for objects that calls need, each with one use more; some of the objects are here already.
     *
     * @param ids the objects
     * @param arrived holds on some of them; now belong to the slots
     * @param opened receives one slot per id
     */
    public void openUses(List<ObjectId> ids, List<HeldObject> arrived, List<ObjectSlot> opened) {
        table.openUses(ids, arrived, opened);
    }

    /**
     * A handle on an object, beside others.
     *
     * @param id the object
     * @return the handle, to be closed by the caller
     */
    public ObjectHandle openHandle(ObjectId id) {
        return new ObjectHandle(connection, table.openHandle(id));
    }

    /**
     * Gives up uses.
     *
     * @param slots what {@link #openUses} returned
     */
    public void closeUses(List<ObjectSlot> slots) {
        table.closeUses(slots);
    }

    /**
     * Gives up the handle that {@link #expect} gave, before anybody else had it: nobody makes the object.
     *
     * @param slot the slot
     */
    public void withdraw(ObjectSlot slot) {
        table.withdraw(slot);
    }

    /**
     * An awaited object will never come.
     *
     * @param slot the slot; settled ones are left alone
     * @param reason why
     */
    public void lose(ObjectSlot slot, DalException reason) {
        table.lock.lock();
        try {
            table.lose(slot, reason);
        } finally {
            table.lock.unlock();
        }
    }

    /**
     * Runs an action on the reader thread soon.
     *
     * @param action must not wait for objects
     */
    public void defer(Runnable action) {
        connection.reader().defer(action);
    }

    /**
     * Tells a listener of the objects of a namespace, first of those that are there.
     *
     * @param prefix the namespace
     * @param listener told under the connection's lock
     */
    public void listen(int prefix, ObjectListener listener) {
        dispatch.listen(prefix, listener);
    }

    /**
     * Ends {@link #listen}.
     *
     * @param prefix the namespace
     */
    public void stopListening(int prefix) {
        dispatch.stopListening(prefix);
    }

    /**
     * Tells a listener of namespaces, first of those that are there.
     *
     * @param listener told under the connection's lock
     */
    public void addNamespaceListener(NamespaceListener listener) {
        directory.addListener(listener);
    }

    /**
     * Ends {@link #addNamespaceListener}.
     *
     * @param listener what was added
     */
    public void removeNamespaceListener(NamespaceListener listener) {
        directory.removeListener(listener);
    }

    /**
     * Waits until the live namespaces give an answer.
     *
     * @param question asked at every change, under the connection's lock
     * @param deadline until when to wait
     * @param <T> type of the answer
     * @return the answer, or null if there was none before the deadline
     */
    public <T> @Nullable T awaitNamespaces(Function<List<NamespaceInfo>, @Nullable T> question, Deadline deadline) {
        return directory.await(question, deadline);
    }
}
