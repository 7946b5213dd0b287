package dev.dal.store.server;

import dev.dal.store.LaneEvents;
import dev.dal.store.LaneLink;
import dev.dal.store.LeasedMemory;
import dev.dal.store.ObjectId;
import dev.dal.store.ObjectLocation;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.protocol.EventsCodec;
import dev.dal.store.protocol.Framing;
import dev.dal.store.protocol.ItemReader;
import dev.dal.store.protocol.ItemWriter;
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.SubmitFrame;
import dev.dal.store.transport.Deadline;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lane of a link within this JVM. What it is asked is gathered and worked off by the thread that flushes; what it is
 * told waits until it is polled. Frames are those of the socket.
 */
final class InProcessLane implements LaneLink {

    /** With more than this unread, objects are told of but not handed over. */
    private static final int CONGESTION_BYTES = 16 << 20;
    /** A lane that leaves more unread than this ends. */
    private static final int MOST_UNREAD_BYTES = 256 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private final InProcessLink link;
    private final EventLoop loop;
    private final SharedCore store;
    private final Proxy proxy;
    private final Waiter waiter;
    private final Waiter reader;

    /** Guards what is asked. */
    private final Object asking = new Object();

    private SubmitFrame asked = new SubmitFrame();
    private SubmitFrame spare = new SubmitFrame();

    /** Of the thread that polls. */
    private ItemWriter polled = new ItemWriter(MessageType.EVENTS);

    private final ItemReader items = new ItemReader(MessageType.EVENTS);

    private int number;
    private @Nullable LaneAdapter adapter;
    private volatile boolean ended;
    private boolean wokenWaiter;
    private boolean wokenReader;

    InProcessLane(InProcessLink link, EventLoop loop, SharedCore store, IntPredicate knownSegments) {
        this.link = link;
        this.loop = loop;
        this.store = store;
        this.proxy = new Proxy(knownSegments);
        this.waiter = new Waiter(store.lock());
        this.reader = new Waiter(store.lock());
    }

    /** Begins; under the lock. */
    void open(int client) {
        number = store.openLane(client, proxy);
        adapter = new LaneAdapter(store, number, proxy, true);
    }

    /** Leases memory, if there is some; under the lock. */
    @Nullable
    LeasedMemory lease(long wantedBytes) {
        return adapter == null || ended ? null : adapter.lease(wantedBytes);
    }

    /** What is told is read where it is flushed. */
    private final class Proxy extends LaneProxy {
        private final IntPredicate knownSegments;

        Proxy(IntPredicate knownSegments) {
            super(store.segments(), store.flushes());
            this.knownSegments = knownSegments;
        }

        @Override
        boolean knowsSegment(int key) {
            return knownSegments.test(key);
        }

        @Override
        boolean isCongested() {
            return gathered().frameBytes() > CONGESTION_BYTES;
        }

        @Override
        void flush() {
            if (gathered().frameBytes() > MOST_UNREAD_BYTES) {
                LOG.warn("A lane ends: more than {} bytes wait unread.", MOST_UNREAD_BYTES);
                gathered().clear();
                end();
            } else {
                wakeOne();
            }
        }
    }

    /** Whoever waits for an answer comes first. */
    private void wakeOne() {
        if (waiter.isWaiting()) {
            loop.wake(waiter);
        } else if (reader.isWaiting()) {
            loop.wake(reader);
        }
    }

    @Override
    public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
        synchronized (asking) {
            asked.publish(id, flags, needs, data, metadata);
        }
    }

    @Override
    public void sealAt(ObjectId id, int flags, List<ObjectId> needs, ObjectLocation place) {
        synchronized (asking) {
            asked.sealAt(id, flags, needs, place);
        }
    }

    @Override
    public void releaseAt(ObjectId id, ObjectLocation place) {
        synchronized (asking) {
            asked.releaseAt(id, place);
        }
    }

    @Override
    public void giveUp(LeasedMemory lease) {
        synchronized (asking) {
            asked.giveUp(lease);
        }
    }

    @Override
    public void release(ObjectId id) {
        releaseRange(id, 1);
    }

    @Override
    public void releaseRange(ObjectId first, int count) {
        synchronized (asking) {
            asked.releaseRange(first, count);
        }
    }

    @Override
    public void await(ObjectId id) {
        synchronized (asking) {
            asked.await(id);
        }
    }

    @Override
    public void watch(int prefix) {
        synchronized (asking) {
            asked.watch(prefix);
        }
    }

    @Override
    public void unwatch(int prefix) {
        synchronized (asking) {
            asked.unwatch(prefix);
        }
    }

    @Override
    public void sync(ObjectId token) {
        synchronized (asking) {
            asked.sync(token);
        }
    }

    @Override
    public void flush() {
        synchronized (asking) {
            if (asked.isEmpty() && !ended) {
                return;
            }
        }
        enter();
        try {
            workOff();
        } finally {
            loop.leave();
        }
    }

    /** Nothing: a wait works off what was asked. */
    @Override
    public void flushUrgent() {}

    /** Does what was asked; under the store's lock, so in the order of the flushes. */
    void workOff() {
        SubmitFrame full;
        synchronized (asking) {
            if (asked.isEmpty()) {
                return;
            }
            full = asked;
            asked = spare;
        }
        ByteBuffer frame = full.finish();
        try {
            LaneAdapter requests = adapter;
            if (requests != null) {
                requests.workOff(frame.position(Framing.HEADER_BYTES));
            }
        } catch (StoreProtocolException violation) {
            link.endAfter(violation);
            throw violation;
        } finally {
            full.clear();
            spare = full;
        }
    }

    @Override
    public void await(Seat seat, long timeoutMillis) {
        Waiter mine = seat == Seat.WAITER ? waiter : reader;
        enter();
        try {
            workOff();
            if (!takeWakeUp(seat) && proxy.gathered().isEmpty()) {
                mine.beginWait();
                try {
                    loop.await(mine, Deadline.after(timeoutMillis), seat == Seat.WAITER);
                } finally {
                    mine.endWait();
                }
                takeWakeUp(seat);
                link.checkOpen();
                checkOpen();
            }
        } finally {
            loop.leave();
        }
    }

    private boolean takeWakeUp(Seat seat) {
        boolean woken = seat == Seat.WAITER ? wokenWaiter : wokenReader;
        if (seat == Seat.WAITER) {
            wokenWaiter = false;
        } else {
            wokenReader = false;
        }
        return woken;
    }

    @Override
    public int poll(LaneEvents sink) {
        enter();
        try {
            if (proxy.gathered().isEmpty()) {
                return 0;
            }
            polled = proxy.exchange(polled);
        } finally {
            loop.leave();
        }
        try {
            return EventsCodec.decode(items, polled.finish().position(Framing.HEADER_BYTES), sink);
        } finally {
            polled.clear();
        }
    }

    @Override
    public void wakeUp(Seat seat) {
        if (loop.tryEnter()) {
            try {
                if (seat == Seat.WAITER) {
                    wokenWaiter = true;
                } else {
                    wokenReader = true;
                }
                loop.wake(seat == Seat.WAITER ? waiter : reader);
            } finally {
                loop.leave();
            }
        }
    }

    /** Nothing here is answered, so nothing has to be worked off before. */
    private void enter() {
        link.enterUnordered();
        if (ended) {
            loop.leave();
            throw laneClosed();
        }
    }

    private void checkOpen() {
        if (ended) {
            throw laneClosed();
        }
    }

    private static StoreConnectionException laneClosed() {
        return new StoreConnectionException("This lane is closed.");
    }

    /** Ends the lane; under the lock. What it holds goes with its link. */
    void end() {
        if (!ended) {
            ended = true;
            store.closeLane(number);
            loop.wake(waiter);
            loop.wake(reader);
        }
    }

    @Override
    public void close() {
        if (loop.tryEnter()) {
            try {
                end();
            } finally {
                loop.leave();
            }
        }
    }
}
