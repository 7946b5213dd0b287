package dev.dal.store.server;

import dev.dal.store.DeleteOutcome;
import dev.dal.store.EventSource;
import dev.dal.store.Extensions;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectContent;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectInfo;
import dev.dal.store.ObjectLocation;
import dev.dal.store.ObjectNotFoundException;
import dev.dal.store.SegmentDescriptor;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreException;
import dev.dal.store.StoreFullException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.core.CreateResult;
import dev.dal.store.core.Outcome;
import dev.dal.store.core.SealedObject;
import dev.dal.store.core.StoreCore;
import dev.dal.store.transport.Deadline;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of this JVM: its threads enter the core themselves, one after another. A thread that waits in a Get runs the
 * store meanwhile; when it is interrupted, the Get ends as if its time were up, and the interrupt status stays set.
 */
final class InProcessLink implements StoreLink, Recipient {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private final SharedCore store;
    private final StoreCore core;
    private final EventLoop loop;
    private final int number;
    private final Map<Long, Answer> waitingGets = new HashMap<>();
    /** Keys of the segments that answers have named and whose descriptors were not taken. */
    private final BitSet untakenSegments = new BitSet();

    private final BitSet takenSegments = new BitSet();
    private @Nullable InProcessEvents events;
    private @Nullable InProcessLane lane;
    private boolean closed;

    /** The answer to a Get that waits. */
    private static final class Answer {
        final Waiter waiter;

        @Nullable
        List<@Nullable ObjectLocation> locations;

        Answer(Waiter waiter) {
            this.waiter = waiter;
        }
    }

    /** A link; to be made with the lock held. */
    InProcessLink(SharedCore store, EventLoop loop) {
        this.store = store;
        this.core = store.core();
        this.loop = loop;
        this.number = store.connect(this);
    }

    /** Begins a request; {@link EventLoop#leave} must follow. */
    void enter() {
        check(loop.tryEnter());
        boolean begun = false;
        try {
            if (lane != null) {
                lane.workOff();
            }
            begun = true;
        } finally {
            if (!begun) {
                loop.leave();
            }
        }
    }

    /** Enters without regard to what clients of the socket have sent before. */
    void enterUnordered() {
        check(loop.tryEnterUnordered());
    }

    private void check(boolean entered) {
        if (!entered) {
            throw storeClosed();
        }
        if (closed) {
            loop.leave();
            throw linkClosed();
        }
    }

    /** Fails if the link or the store was closed while a thread waited. */
    void checkOpen() {
        if (loop.isClosed()) {
            throw storeClosed();
        }
        if (closed) {
            throw linkClosed();
        }
    }

    private static StoreConnectionException storeClosed() {
        return new StoreConnectionException("The store is closed.");
    }

    private static StoreConnectionException linkClosed() {
        return new StoreConnectionException("This connection to the store is closed.");
    }

    @Override
    public long capacityBytes() {
        enter();
        try {
            return core.capacityBytes();
        } finally {
            loop.leave();
        }
    }

    @Override
    public ObjectLocation create(ObjectId id, long dataSize, long metadataSize, boolean evictIfFull) {
        enter();
        try {
            CreateResult result = core.create(number, id, dataSize, metadataSize, evictIfFull, store.nowSeconds());
            ObjectLocation location = result.location();
            if (location == null) {
                throw refusal(result.outcome(), id, dataSize, metadataSize);
            }
            name(location.segment());
            return location;
        } finally {
            loop.leave();
        }
    }

    @Override
    public void createAndSeal(ObjectId id, ByteBuffer data, ByteBuffer metadata, long digest, boolean evictIfFull) {
        enter();
        try {
            InlineBytes object = new InlineBytes(id, data, metadata, digest, store.segments());
            Outcome outcome = core.createAndSeal(number, List.of(object), evictIfFull, store.nowSeconds());
            if (outcome != Outcome.OK) {
                throw refusal(outcome, id, object.dataSize(), object.metadataSize());
            }
        } finally {
            loop.leave();
        }
    }

    @Override
    public void createAndSealBatch(List<ObjectContent> objects, long[] digests, boolean evictIfFull) {
        enter();
        try {
            long sizeBytes = 0;
            List<InlineBytes> made = new ArrayList<>(objects.size());
            for (int i = 0; i < objects.size(); i++) {
                ObjectContent object = objects.get(i);
                sizeBytes += object.sizeBytes();
                made.add(new InlineBytes(object.id(), object.data(), object.metadata(), digests[i], store.segments()));
            }
            switch (core.createAndSeal(number, made, evictIfFull, store.nowSeconds())) {
                case OK -> {}
                case OBJECT_EXISTS ->
                    throw new ObjectExistsException("One of the " + made.size()
                            + " objects of a batch is in the store already, sealed or not, or occurs twice; none was"
                            + " made. Use other ids.");
                default -> throw full("a batch of " + made.size() + " objects", sizeBytes);
            }
        } finally {
            loop.leave();
        }
    }

    private StoreException refusal(Outcome outcome, ObjectId id, long dataSize, long metadataSize) {
        return outcome == Outcome.OBJECT_EXISTS
                ? new ObjectExistsException(
                        "Object " + id + " is in the store already, sealed or not. Use another id, or delete it first.")
                : full("object " + id, dataSize + metadataSize);
    }

    private StoreFullException full(String what, long sizeBytes) {
        return StoreFullException.report(
                what, sizeBytes, core.capacityBytes(), core.list(), new NamespaceNames(store)::nameOf);
    }

    @Override
    public void abort(ObjectId id) {
        enter();
        try {
            core.abort(number, id);
        } finally {
            loop.leave();
        }
    }

    @Override
    public void seal(ObjectId id, long digest) {
        enter();
        try {
            switch (core.seal(number, id, digest, store.nowSeconds())) {
                case OBJECT_NOT_FOUND ->
                    throw new ObjectNotFoundException(
                            "Object " + id + " cannot be sealed: the store does not know it.");
                case OBJECT_EXISTS ->
                    throw new ObjectExistsException(
                            "Object " + id + " cannot be sealed: somebody has sealed it already.");
                default -> {}
            }
        } finally {
            loop.leave();
        }
    }

    @Override
    public List<@Nullable ObjectLocation> get(List<ObjectId> ids, long timeoutMillis) {
        enter();
        try {
            List<@Nullable ObjectLocation> locations = new ArrayList<>(ids.size());
            long ticket = core.get(number, ids, timeoutMillis, store.nowNanos(), store.nowSeconds(), locations);
            if (ticket != StoreCore.ANSWERED) {
                locations = await(ticket, timeoutMillis);
            }
            for (ObjectLocation location : locations) {
                if (location != null) {
                    name(location.segment());
                }
            }
            return locations;
        } finally {
            loop.leave();
        }
    }

    private List<@Nullable ObjectLocation> await(long ticket, long timeoutMillis) {
        Answer answer = new Answer(new Waiter(store.lock()));
        waitingGets.put(ticket, answer);
        try {
            loop.await(answer.waiter, Deadline.after(timeoutMillis));
            checkOpen();
            // Without effect unless the time is up or the thread was interrupted.
            core.endWait(number, ticket);
            if (answer.locations == null) {
                throw new IllegalStateException("ticket=" + ticket + " was not answered");
            }
            return answer.locations;
        } finally {
            waitingGets.remove(ticket);
        }
    }

    private void name(int key) {
        if (!takenSegments.get(key)) {
            untakenSegments.set(key);
        }
    }

    @Override
    public void release(ObjectId id) {
        enter();
        try {
            core.release(number, id);
        } finally {
            loop.leave();
        }
    }

    @Override
    public List<DeleteOutcome> delete(List<ObjectId> ids) {
        enter();
        try {
            return ids.stream().map(core::delete).toList();
        } finally {
            loop.leave();
        }
    }

    @Override
    public boolean contains(ObjectId id) {
        enter();
        try {
            return core.contains(id);
        } finally {
            loop.leave();
        }
    }

    @Override
    public List<ObjectInfo> list() {
        enter();
        try {
            return core.list();
        } finally {
            loop.leave();
        }
    }

    @Override
    public long evict(long wantedBytes) {
        enter();
        try {
            return core.evict(wantedBytes);
        } finally {
            loop.leave();
        }
    }

    @Override
    public void refreshLru(List<ObjectId> ids) {
        enter();
        try {
            core.refreshLru(ids);
        } finally {
            loop.leave();
        }
    }

    @Override
    public void setOptions(String clientName, long outputMemoryQuotaBytes) {
        enter();
        try {
            switch (store.setQuota(number, clientName, outputMemoryQuotaBytes)) {
                case RESERVED -> {}
                case SET_ALREADY ->
                    throw new StoreFullException(
                            "This connection has a quota, and a quota cannot be changed once set. Open another connection.",
                            outputMemoryQuotaBytes);
                case TOO_LARGE ->
                    throw new StoreFullException(
                            "A quota of " + outputMemoryQuotaBytes + " bytes for '" + clientName
                                    + "' is more than the store gives away: " + core.commonBytes()
                                    + " bytes are not reserved, and three tenths of its " + core.capacityBytes()
                                    + " bytes stay with those who have no quota.",
                            outputMemoryQuotaBytes,
                            core.capacityBytes(),
                            List.of());
            }
        } finally {
            loop.leave();
        }
    }

    @Override
    public String debugString() {
        enter();
        try {
            return core.debugText();
        } finally {
            loop.leave();
        }
    }

    @Override
    public EventSource subscribe() {
        enter();
        try {
            if (events != null || lane != null) {
                throw new IllegalStateException("This link has subscribed already; a link subscribes at most once.");
            }
            events = new InProcessEvents(this, loop, store, this::unsubscribe);
            core.subscribe(number);
            return events;
        } finally {
            loop.leave();
        }
    }

    @Override
    public @Nullable LaneLink openLane() {
        if (!Extensions.areOn()) {
            return null;
        }
        enter();
        try {
            if (events != null || lane != null) {
                throw new IllegalStateException("This link has subscribed already; a link subscribes at most once.");
            }
            lane = new InProcessLane(this, loop, store, takenSegments::get);
            lane.open(number);
            return lane;
        } finally {
            loop.leave();
        }
    }

    @Override
    public @Nullable LeasedMemory lease(long wantedBytes) {
        if (wantedBytes <= 0) {
            throw new IllegalArgumentException("wantedBytes=" + wantedBytes + " expected=1..");
        }
        enter();
        try {
            LeasedMemory lease = lane == null ? null : lane.lease(wantedBytes);
            if (lease != null) {
                name(lease.segment());
            }
            return lease;
        } finally {
            loop.leave();
        }
    }

    private void unsubscribe() {
        if (!closed) {
            core.unsubscribe(number);
        }
    }

    @Override
    public SegmentDescriptor takeSegment(int key) {
        enter();
        try {
            if (key < 0 || !untakenSegments.get(key)) {
                throw new IllegalStateException("Segment " + key
                        + (key >= 0 && takenSegments.get(key) ? " was taken already." : " was never named."));
            }
            SegmentDescriptor segment = store.segments().duplicate(key);
            untakenSegments.clear(key);
            takenSegments.set(key);
            return segment;
        } finally {
            loop.leave();
        }
    }

    @Override
    public void sealed(List<SealedObject> objects) {
        if (events != null) {
            events.sealed(objects);
        }
    }

    @Override
    public void deleted(ObjectId id) {
        if (events != null) {
            events.deleted(id);
        }
    }

    @Override
    public void getAnswered(long ticket, List<ObjectId> ids, List<@Nullable ObjectLocation> locations) {
        Answer answer = waitingGets.get(ticket);
        if (answer != null) {
            answer.locations = locations;
            loop.wake(answer.waiter);
        }
    }

    @Override
    public void close() {
        if (!loop.tryEnter()) {
            return;
        }
        try {
            if (closed) {
                return;
            }
            end();
        } finally {
            loop.leave();
        }
    }

    /** Under the lock, before a request or without one. */
    private void end() {
        closed = true;
        if (lane != null) {
            lane.end();
        }
        store.disconnect(number);
        if (events != null) {
            events.end("This subscription is closed.");
        }
        waitingGets.values().forEach(answer -> loop.wake(answer.waiter));
    }

    /** Under the lock: the lane has asked for what no client may ask, which ends the connection as it does over a socket. */
    void endAfter(StoreProtocolException violation) {
        LOG.warn("A connection within this JVM ends: {}", violation.getMessage());
        if (!closed) {
            end();
        }
    }
}
