package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import java.lang.ref.Reference;

/** A counter of the kernel that wakes whoever waits for its descriptor to become readable. Thread-safe. */
public final class EventFd implements AutoCloseable {

    private final Descriptor descriptor;
    private final NativeBlock one = new NativeBlock(Long.BYTES);
    private final NativeBlock count = new NativeBlock(Long.BYTES);

    private EventFd(int fd) {
        this.descriptor = new Descriptor(fd, "An eventfd");
        one.bytes.putLong(0, 1);
    }

    /**
     * Makes one that is not signalled.
     *
     * @return the eventfd, to be closed by the caller
     * @throws StoreConnectionException if there are too many descriptors
     */
    public static EventFd open() {
        int flags = SocketCalls.EFD_CLOEXEC | SocketCalls.EFD_NONBLOCK;
        return new EventFd(SocketCalls.check(SocketCalls.CALLS.eventfd(0, flags), "Making an eventfd"));
    }

    /**
     * Takes over one that somebody else made.
     *
     * @param fd its descriptor, which now belongs to the result
     * @return the eventfd, to be closed by the caller
     */
    public static EventFd adopt(int fd) {
        return new EventFd(fd);
    }

    /**
     * The descriptor to wait for.
     *
     * @return the file descriptor, readable from a signal until it is cleared
     */
    public int fd() {
        return descriptor.number();
    }

    /** Makes the descriptor readable. Does nothing once this is closed. */
    public void signal() {
        transfer(true);
    }

    /** Takes all signals back, until the next. Does nothing once this is closed. */
    public void clear() {
        transfer(false);
    }

    private void transfer(boolean write) {
        int fd;
        try {
            fd = descriptor.enter();
        } catch (StoreConnectionException closed) {
            return;
        }
        try {
            long done;
            do {
                done = write
                        ? SocketCalls.CALLS.write(fd, one.address, Long.BYTES)
                        : SocketCalls.CALLS.read(fd, count.address, Long.BYTES);
            } while (done < 0 && SocketCalls.lastError() == SocketCalls.EINTR);
            // EAGAIN is as good as success: the counter is full, so signalled, or is zero, so clear.
        } finally {
            descriptor.leave();
            Reference.reachabilityFence(this);
        }
    }

    /** Closes the descriptor. Closing twice is harmless. */
    @Override
    public void close() {
        descriptor.close();
    }
}
