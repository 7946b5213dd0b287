package dev.dal.store.transport;

import java.lang.ref.Reference;

/** Waits until one descriptor is ready for one thing. For one thread at a time; makes no garbage. */
final class ReadyWait {

    /** Bytes can be received, or the peer has shut down. */
    static final short POLLIN = 1;

    /** Bytes can be sent. */
    static final short POLLOUT = 4;

    private static final int FD = 0;
    private static final int EVENTS = 4;
    private static final int SECONDS = 8;
    private static final int NANOS = 16;
    private static final int BLOCK_BYTES = 24;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Descriptor descriptor;
    private final short event;
    /** A struct pollfd and, from {@link #SECONDS} on, a struct timespec. */
    private final NativeBlock block = new NativeBlock(BLOCK_BYTES);

    /**
     * A wait for a descriptor.
     *
     * @param descriptor the descriptor
     * @param event {@link #POLLIN} or {@link #POLLOUT}
     */
    ReadyWait(Descriptor descriptor, short event) {
        this.descriptor = descriptor;
        this.event = event;
    }

    /**
     * Waits.
     *
     * @param fd the descriptor's number, of a use that the caller has begun
     * @param deadline until when, as in {@link Deadline}
     * @return false if the deadline passed first
     * @throws dev.dal.store.StoreConnectionException if the descriptor is closed
     */
    boolean await(int fd, long deadline) {
        while (true) {
            if (descriptor.isClosed()) {
                throw descriptor.closedFailure();
            }
            int ready = poll(fd, Deadline.remainingNanos(deadline));
            if (ready > 0) {
                return true;
            }
            if (ready < 0 && SocketCalls.lastError() != SocketCalls.EINTR) {
                throw SocketCalls.failure("Waiting for " + descriptor.name() + " failed");
            }
            if (ready == 0 && Deadline.remainingNanos(deadline) == 0) {
                return false;
            }
        }
    }

    private int poll(int fd, long nanos) {
        block.bytes.putInt(FD, fd).putInt(EVENTS, event);
        block.bytes.putLong(SECONDS, nanos / NANOS_PER_SECOND).putLong(NANOS, nanos % NANOS_PER_SECOND);
        try {
            return SocketCalls.CALLS.ppoll(block.address, 1, block.address + SECONDS, 0);
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
