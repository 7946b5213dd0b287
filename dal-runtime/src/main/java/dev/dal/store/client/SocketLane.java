package dev.dal.store.client;

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
import dev.dal.store.protocol.MessageType;
import dev.dal.store.protocol.SubmitFrame;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.EventFd;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.InterruptSignal;
import dev.dal.store.transport.Spinning;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lane over sockets: frames of type SUBMIT on the one for requests, of type EVENTS on the one for notifications. Over rings
 * in their place, if there are some; then the sockets tell of the end alone.
 */
final class SocketLane implements LaneLink {

    /** After so many events a poll returns although there may be more. */
    private static final int MOST_EVENTS = 1 << 16;

    /** So many bytes of releases wait for something urgent. */
    private static final int MOST_HELD_BACK_BYTES = 16 << 10;

    private static final int EVENTS = 1;
    private static final int WAKE = 2;
    private static final int RINGS = 3;

    private final UnixSocketConnection events;
    private final @Nullable LaneRings rings;
    private final String storeName;
    private final Consumer<ByteBuffer> send;
    private final Framing framing = new Framing(Framing.DEFAULT_LONGEST_PAYLOAD_BYTES);

    /** Guards what is asked; frames are sent in the order in which they are finished. */
    private final Object asking = new Object();

    private final SubmitFrame asked = new SubmitFrame();
    /** Something else was asked than to release or give up. */
    private boolean urgent;

    /** Guards what is received. */
    private final Object receiving = new Object();

    private final Inbox inbox = new Inbox(framing.longestFrameBytes());
    private final ItemReader items = new ItemReader(MessageType.EVENTS);
    private final Place waiter;
    private final Place reader;
    private volatile boolean closed;

    /** There is something on the socket, although rings are used. */
    private volatile boolean ending;

    /**
     * A lane.
     *
     * @param events where the store tells, which now belongs to this
     * @param rings where the store tells instead, which now belong to this; or null
     * @param storeName what the store is called in messages
     * @param send sends a frame whole
     */
    SocketLane(UnixSocketConnection events, @Nullable LaneRings rings, String storeName, Consumer<ByteBuffer> send) {
        this.events = events;
        this.rings = rings;
        this.storeName = storeName;
        this.send = send;
        this.waiter = new Place();
        this.reader = new Place();
    }

    /** Where one thread waits. What it waits on is freed when it has left. */
    private final class Place implements AutoCloseable {
        private final ReentrantLock waiting = new ReentrantLock();
        private final Epoll epoll = Epoll.open(3);
        private final EventFd wake = EventFd.open();
        private final Spinning spinning = new Spinning();
        private final InterruptSignal interrupt = new InterruptSignal(wake);

        Place() {
            epoll.add(events.fd(), Epoll.READABLE, EVENTS);
            epoll.add(wake.fd(), Epoll.READABLE, WAKE);
            if (rings != null) {
                epoll.add(rings.fd(), Epoll.READABLE | Epoll.EDGE, RINGS);
            }
        }

        void await(long deadline, int mostMillis) {
            waiting.lock();
            try {
                checkOpen();
                int ready = awaitEvents(deadline, mostMillis);
                for (int i = 0; i < ready; i++) {
                    if (epoll.token(i) == WAKE) {
                        wake.clear();
                    } else if (epoll.token(i) == EVENTS && rings != null) {
                        ending = true;
                    }
                }
                checkOpen();
            } finally {
                waiting.unlock();
                if (closed) {
                    dispose();
                }
            }
        }

        private int awaitEvents(long deadline, int mostMillis) {
            interrupt.enter();
            try {
                return rings == null
                        ? epoll.await(deadline, spinning, mostMillis)
                        : rings.await(epoll, deadline, spinning, mostMillis);
            } finally {
                interrupt.leave();
            }
        }

        @Override
        public void close() {
            wake.signal();
            dispose();
        }

        private void dispose() {
            if (waiting.tryLock()) {
                try {
                    epoll.close();
                    wake.close();
                } finally {
                    waiting.unlock();
                }
            }
        }
    }

    @Override
    public void publish(ObjectId id, int flags, List<ObjectId> needs, ByteBuffer data, ByteBuffer metadata) {
        synchronized (asking) {
            urgent = true;
            asked.publish(id, flags, needs, data, metadata);
        }
    }

    @Override
    public void sealAt(ObjectId id, int flags, List<ObjectId> needs, ObjectLocation place) {
        synchronized (asking) {
            urgent = true;
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
            urgent = true;
            asked.await(id);
        }
    }

    @Override
    public void watch(int prefix) {
        synchronized (asking) {
            urgent = true;
            asked.watch(prefix);
        }
    }

    @Override
    public void unwatch(int prefix) {
        synchronized (asking) {
            urgent = true;
            asked.unwatch(prefix);
        }
    }

    @Override
    public void sync(ObjectId token) {
        synchronized (asking) {
            urgent = true;
            asked.sync(token);
        }
    }

    @Override
    public void flush() {
        synchronized (asking) {
            if (!asked.isEmpty()) {
                checkOpen();
                send.accept(asked.finish());
                asked.clear();
                urgent = false;
            }
        }
    }

    @Override
    public void flushUrgent() {
        synchronized (asking) {
            if (urgent || asked.frameBytes() > MOST_HELD_BACK_BYTES) {
                flush();
            }
        }
    }

    @Override
    public void await(Seat seat, long timeoutMillis) {
        if (seat == Seat.WAITER) {
            waiter.await(Deadline.after(timeoutMillis), InterruptSignal.LOOK_MILLIS);
        } else {
            reader.await(Deadline.after(timeoutMillis), Integer.MAX_VALUE);
        }
    }

    @Override
    public int poll(LaneEvents sink) {
        synchronized (receiving) {
            checkOpen();
            int told = tellReceived(sink);
            int least = rings == null ? UnixSocketConnection.LIKELY_MORE_BYTES : 1;
            int received = least;
            while (told < MOST_EVENTS && received >= least) {
                received = receive();
                if (received == UnixSocketConnection.END_OF_STREAM && told == 0) {
                    throw new StoreConnectionException(storeName + " has gone: it ended the lane.");
                }
                if (received > 0) {
                    told += tellReceived(sink);
                }
            }
            return told;
        }
    }

    private int receive() {
        if (rings == null) {
            return events.receiveBytes(inbox);
        }
        int received = rings.receive(inbox);
        return received == 0 && ending ? rings.receiveLast(events, inbox) : received;
    }

    private int tellReceived(LaneEvents sink) {
        int told = 0;
        int frameBytes = framing.completeFrameBytes(inbox.unread());
        while (frameBytes > 0) {
            MessageType type = Framing.type(inbox.unread());
            if (type != MessageType.EVENTS) {
                throw new StoreProtocolException(
                        storeName + " sent " + type + " on a lane; expected " + MessageType.EVENTS + ".");
            }
            try {
                told += EventsCodec.decode(items, Framing.payload(inbox.unread(), frameBytes), sink);
            } finally {
                inbox.consume(frameBytes);
            }
            frameBytes = framing.completeFrameBytes(inbox.unread());
        }
        return told;
    }

    private void checkOpen() {
        if (closed) {
            throw new StoreConnectionException("The lane to " + storeName + " is closed.");
        }
    }

    @Override
    public void wakeUp(Seat seat) {
        (seat == Seat.WAITER ? waiter : reader).wake.signal();
    }

    @Override
    public void close() {
        closed = true;
        waiter.close();
        reader.close();
        events.close();
        if (rings != null) {
            rings.close();
        }
        synchronized (receiving) {
            inbox.close();
        }
    }
}
