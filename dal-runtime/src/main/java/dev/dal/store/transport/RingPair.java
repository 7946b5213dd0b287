package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;

/**
 * One end of two {@link Ring rings}, one each way, and the two eventfds by which each end wakes the other (docs/protocol.md
 * section 8.3). Carries bytes as a {@link UnixSocketConnection} does, at a fraction of the cost, but knows nothing of the
 * life of its peer: a socket must be kept beside it for that.
 *
 * <p>One thread sends and one receives at a time; any may close.
 */
public final class RingPair implements Outlet, AutoCloseable {

    /** Bytes in each ring that a store makes. */
    public static final int SIZE_BYTES = 256 << 10;

    /** Before the bytes of the rings: the control of both. */
    private static final int HEADER_BYTES = 4 << 10;

    private final Ring outgoing;
    private final Ring incoming;
    private final EventFd own;
    private final EventFd peer;

    private RingPair(Ring outgoing, Ring incoming, EventFd own, EventFd peer) {
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.own = own;
        this.peer = peer;
    }

    /**
     * How much memory two rings take.
     *
     * @param sizeBytes bytes in each
     * @return bytes in all
     */
    public static long memoryBytes(int sizeBytes) {
        return HEADER_BYTES + 2L * sizeBytes;
    }

    /**
     * Whether rings may have a size.
     *
     * @param sizeBytes bytes in each
     * @return true for powers of two from 4 KiB to 256 MiB
     */
    public static boolean isSize(long sizeBytes) {
        return sizeBytes >= 4 << 10 && sizeBytes <= 256 << 20 && Long.bitCount(sizeBytes) == 1;
    }

    /**
     * The end of a store.
     *
     * @param memory the rings' memory, zeroed
     * @param sizeBytes bytes in each
     * @return the end, to be closed by the caller
     * @throws StoreConnectionException if there are too many descriptors
     */
    public static RingPair ofStore(ByteBuffer memory, int sizeBytes) {
        EventFd own = EventFd.open();
        try {
            return new RingPair(down(memory, sizeBytes), up(memory, sizeBytes), own, EventFd.open());
        } catch (RuntimeException | Error failure) {
            own.close();
            throw failure;
        }
    }

    /**
     * The end of a client.
     *
     * @param memory the rings' memory
     * @param sizeBytes bytes in each
     * @param store the eventfd that wakes the store; belongs to the result
     * @param client the eventfd that wakes the client; belongs to the result
     * @return the end, to be closed by the caller
     */
    public static RingPair ofClient(ByteBuffer memory, int sizeBytes, EventFd store, EventFd client) {
        return new RingPair(up(memory, sizeBytes), down(memory, sizeBytes), client, store);
    }

    private static Ring up(ByteBuffer memory, int sizeBytes) {
        return new Ring(memory, 0, HEADER_BYTES, sizeBytes);
    }

    private static Ring down(ByteBuffer memory, int sizeBytes) {
        return new Ring(memory, Ring.CONTROL_BYTES, HEADER_BYTES + sizeBytes, sizeBytes);
    }

    /**
     * The descriptor by which this end is woken: after {@link #sleeps} when there is something to receive, and when there is
     * room again. To be waited for by {@link Epoll#EDGE}, for nobody reads it.
     *
     * @return the file descriptor, which stays this one's
     */
    public int fd() {
        return own.fd();
    }

    /**
     * The descriptor by which this end wakes the other.
     *
     * @return the file descriptor, which stays this one's
     */
    public int peerFd() {
        return peer.fd();
    }

    /**
     * Receives what is there.
     *
     * @param inbox takes it
     * @return number of bytes, 0 if there are none; there may be more if the inbox had no room for them
     * @throws StoreProtocolException if the peer has broken the ring, or the inbox is full
     */
    public int receive(Inbox inbox) {
        int received = incoming.read(inbox);
        if (received > 0 && incoming.wasStarving()) {
            peer.signal();
        }
        return received;
    }

    /**
     * Whether there is nothing to receive.
     *
     * @return true if there is nothing
     */
    public boolean isEmpty() {
        return incoming.isEmpty();
    }

    /**
     * To be called before waiting for something to receive.
     *
     * @return false if there is something by now, and no use in waiting
     */
    public boolean sleeps() {
        return incoming.sleeps();
    }

    @Override
    public void sendOrQueue(ByteBuffer message, Outbox outbox) {
        if (outbox.isEmpty()) {
            send(message);
        }
        outbox.add(message);
        if (!outbox.isEmpty()) {
            flush(outbox);
        }
    }

    @Override
    public boolean flush(Outbox outbox) {
        do {
            while (!outbox.isEmpty()) {
                ByteBuffer next = outbox.next();
                int length = next.remaining();
                send(next);
                outbox.sent(length - next.remaining());
                if (next.hasRemaining()) {
                    break;
                }
            }
        } while (!outbox.isEmpty() && !outgoing.starves());
        return outbox.isEmpty();
    }

    /**
     * Sends what there is room for.
     *
     * @param bytes read from position to limit; the position moves past what was sent
     * @throws StoreProtocolException if the peer has broken the ring
     */
    public void send(ByteBuffer bytes) {
        if (outgoing.write(bytes)) {
            peer.signal();
        }
    }

    /**
     * To be called before waiting for room.
     *
     * @return false if there is some by now, and no use in waiting
     */
    public boolean starves() {
        return outgoing.starves();
    }

    /** Before the memory is unmapped: nothing can be sent or received any more, and nobody may try. */
    public void detach() {
        outgoing.detach();
        incoming.detach();
    }

    /** Closes the eventfds. Closing twice is harmless. */
    @Override
    public void close() {
        own.close();
        peer.close();
    }
}
