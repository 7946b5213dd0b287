package dev.dal.store.client;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.SharedMemory;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.EventFd;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.RingPair;
import dev.dal.store.transport.Spinning;
import dev.dal.store.transport.UnixSocketConnection;
import java.nio.ByteBuffer;

/**
 * The rings of a lane (docs/protocol.md section 8.3), and the wait for room in them. One thread sends and one receives at a
 * time; several may wait, each with an epoll of its own.
 */
final class LaneRings implements AutoCloseable {

    /** Descriptors that come with rings: the memory, the eventfd that wakes the store, and the one that wakes the client. */
    static final int DESCRIPTORS = 3;

    private static final int ROOM = 1;
    private static final int GONE = 2;

    /** After so long a wait for room looks again whether it still makes sense. */
    private static final int LOOK_MILLIS = 1000;

    private final RingPair end;
    private final UnixSocketConnection connection;
    private final String storeName;
    private final Spinning.Look look = this::look;
    /** Where a sender waits for room. */
    private final Epoll room = Epoll.open(2);

    private LaneRings(RingPair end, UnixSocketConnection connection, String storeName) {
        this.end = end;
        this.connection = connection;
        this.storeName = storeName;
        try {
            room.add(end.fd(), Epoll.READABLE | Epoll.EDGE, ROOM);
            room.add(connection.fd(), 0, GONE);
        } catch (RuntimeException | Error failure) {
            room.close();
            throw failure;
        }
    }

    /**
     * Takes over rings that a store made.
     *
     * @param sizeBytes bytes in each, of which {@link RingPair#isSize} is true
     * @param descriptors {@value #DESCRIPTORS} of them, which belong to the result, also when this fails
     * @param connection tells when the store has gone; stays the caller's
     * @param storeName what the store is called in messages
     * @return the rings, to be closed by the caller
     * @throws StoreProtocolException if the memory is shorter than it has to be
     */
    static LaneRings adopt(int sizeBytes, int[] descriptors, UnixSocketConnection connection, String storeName) {
        EventFd store = EventFd.adopt(descriptors[1]);
        EventFd client = EventFd.adopt(descriptors[2]);
        try {
            return new LaneRings(
                    RingPair.ofClient(map(descriptors[0], sizeBytes), sizeBytes, store, client), connection, storeName);
        } catch (RuntimeException | Error failure) {
            store.close();
            client.close();
            throw failure;
        }
    }

    private static ByteBuffer map(int fd, int sizeBytes) {
        long bytes = RingPair.memoryBytes(sizeBytes);
        try (SharedMemory memory = SharedMemory.adopt(fd, bytes)) {
            return memory.map(MappedSegment.Access.READ_WRITE)
                    .region(0, bytes, Lifetime.unbounded())
                    .window(0, (int) bytes);
        } catch (IllegalArgumentException tooShort) {
            throw new StoreProtocolException(String.valueOf(tooShort.getMessage()), tooShort);
        }
    }

    /** The descriptor that wakes this client, to be waited for by {@link Epoll#EDGE}. */
    int fd() {
        return end.fd();
    }

    /**
     * Sends bytes, waiting until the store has room for all of them.
     *
     * @throws StoreConnectionException if the store has gone, the connection is closed, or the store does not read in time
     * @throws StoreProtocolException if the store has broken the rings
     */
    void send(ByteBuffer bytes, long timeoutMillis) {
        if (connection.isClosed()) {
            throw new StoreConnectionException("The connection to " + storeName + " is closed.");
        }
        end.send(bytes);
        if (bytes.hasRemaining()) {
            sendRest(bytes, Deadline.after(timeoutMillis));
        }
    }

    private void sendRest(ByteBuffer bytes, long deadline) {
        while (bytes.hasRemaining()) {
            if (end.starves()) {
                awaitRoom(deadline);
            }
            end.send(bytes);
        }
    }

    private void awaitRoom(long deadline) {
        if (Deadline.remainingNanos(deadline) == 0) {
            throw new StoreConnectionException("Sending to " + storeName + " took too long: it does not read.");
        }
        int ready = room.await(deadline, null, LOOK_MILLIS);
        for (int i = 0; i < ready; i++) {
            if (room.token(i) == GONE) {
                throw new StoreConnectionException(storeName + " has gone, or the connection was closed.");
            }
        }
        if (connection.isClosed()) {
            throw new StoreConnectionException("The connection to " + storeName + " is closed.");
        }
    }

    /**
     * Waits until there is something to receive, or an epoll of which {@link #fd()} is part has something else.
     *
     * @return the number of events
     */
    int await(Epoll epoll, long deadline, Spinning spinning, int mostMillis) {
        if (spinning.look(look, deadline) > 0 || !end.sleeps()) {
            return 0;
        }
        long begin = spinning.isEnabled() ? System.nanoTime() : 0;
        int ready = epoll.await(deadline, null, mostMillis);
        if (spinning.isEnabled()) {
            spinning.slept(System.nanoTime() - begin);
        }
        return ready;
    }

    private int look() {
        return end.isEmpty() ? 0 : 1;
    }

    /** Receives what is there; the number of bytes. */
    int receive(Inbox inbox) {
        return end.receive(inbox);
    }

    /**
     * Looks whether a socket has ended, and if so once more for what was sent before.
     *
     * @return number of bytes; {@link UnixSocketConnection#END_OF_STREAM}
     */
    int receiveLast(UnixSocketConnection socket, Inbox inbox) {
        int received = socket.receiveBytes(inbox);
        if (received > 0) {
            throw new StoreProtocolException(
                    storeName + " sent " + received + " bytes on the socket of a lane with rings; expected none.");
        }
        int last = end.receive(inbox);
        return last > 0 ? last : received;
    }

    @Override
    public void close() {
        end.close();
        room.close();
    }
}
