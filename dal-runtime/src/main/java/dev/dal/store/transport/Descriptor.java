package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file descriptor that any thread may close while others use it: it is closed when the last of them has left, so that
 * no call ever meets a descriptor that belongs to something else by then.
 */
final class Descriptor implements AutoCloseable {

    /** Added to the number of users once nobody may enter any longer. */
    private static final int CLOSING = 1 << 30;

    private final int fd;
    private final String name;
    private final AutoCloseable closing;
    private final AtomicInteger users = new AtomicInteger();

    /**
     * A descriptor that this object closes.
     *
     * @param fd the descriptor
     * @param name what it is, for messages
     */
    Descriptor(int fd, String name) {
        this(fd, name, () -> SocketCalls.CALLS.close(fd));
    }

    /**
     * A descriptor that something else closes.
     *
     * @param fd the descriptor
     * @param name what it is, for messages
     * @param closing closes it
     */
    Descriptor(int fd, String name, AutoCloseable closing) {
        this.fd = fd;
        this.name = name;
        this.closing = closing;
    }

    /** What this is, for messages. */
    String name() {
        return name;
    }

    /** The number, for registrations that end when the descriptor is closed. */
    int number() {
        return fd;
    }

    boolean isClosed() {
        return users.get() >= CLOSING;
    }

    /**
     * Begins a use. Each use must be ended by {@link #leave()}.
     *
     * @return the descriptor, open until then
     * @throws StoreConnectionException if this is closed
     */
    int enter() {
        int before;
        do {
            before = users.get();
            if (before >= CLOSING) {
                throw closedFailure();
            }
        } while (!users.compareAndSet(before, before + 1));
        return fd;
    }

    void leave() {
        if (users.decrementAndGet() == CLOSING) {
            closeNow();
        }
    }

    StoreConnectionException closedFailure() {
        return new StoreConnectionException(name + " is closed.");
    }

    /** Ends all waits on the descriptor, if it is a socket, and closes it once nobody uses it. */
    @Override
    public void close() {
        if (beginClosing()) {
            SocketCalls.CALLS.shutdown(fd, SocketCalls.SHUT_RDWR);
            leave();
        }
    }

    /** Closes the descriptor once nobody uses it, without a word to whoever else has the same socket. */
    void abandon() {
        if (beginClosing()) {
            leave();
        }
    }

    private boolean beginClosing() {
        int before;
        do {
            before = users.get();
            if (before >= CLOSING) {
                return false;
            }
        } while (!users.compareAndSet(before, before + 1 + CLOSING));
        return true;
    }

    private void closeNow() {
        try {
            closing.close();
        } catch (Exception e) {
            throw new StoreConnectionException("Closing " + name + " failed: " + e.getMessage(), e);
        }
    }
}
