package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for many descriptors at once, without garbage: by level, or by {@linkplain #EDGE edge} if asked for.
 *
 * <p>One thread waits and reads the events of that wait, or several with {@link EpollEvents} of their own; any thread may
 * add, change and remove descriptors.
 */
public final class Epoll implements AutoCloseable {

    /** The longest that the system takes. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** Bytes can be read, a connection accepted, or the peer has shut down. */
    public static final int READABLE = 0x1;

    /** Bytes can be written. */
    public static final int WRITABLE = 0x4;

    /** The descriptor failed; reported without being asked for. */
    public static final int FAILED = 0x8;

    /** The peer has gone; reported without being asked for. */
    public static final int HUNG_UP = 0x10;

    /** The peer will send no more than what is there; only if asked for. */
    public static final int ENDING = 0x2000;

    /** Told of each change once, not as long as it lasts. */
    public static final int EDGE = 1 << 31;

    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLL_CTL_MOD = 3;

    private final Descriptor descriptor;
    private final EpollEvents ready;
    private final NativeBlock registration = new NativeBlock(EpollEvents.EVENT_BYTES);

    private Epoll(int fd, int capacity) {
        this.descriptor = new Descriptor(fd, "An epoll descriptor");
        this.ready = new EpollEvents(capacity);
    }

    /**
     * Makes one that waits for nothing yet.
     *
     * @param capacity the most events that one wait returns
     * @return the epoll, to be closed by the caller
     * @throws IllegalArgumentException if the capacity is not positive
     * @throws StoreConnectionException if there are too many descriptors
     */
    public static Epoll open(int capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("capacity=" + capacity + " expected=1..");
        }
        int fd = SocketCalls.check(SocketCalls.CALLS.epoll_create1(SocketCalls.EPOLL_CLOEXEC), "Making an epoll");
        return new Epoll(fd, capacity);
    }

    /**
     * The descriptor, which is readable while something is ready, so that it can be waited for itself.
     *
     * @return the descriptor; stays this one's
     */
    public int fd() {
        return descriptor.number();
    }

    /**
     * Begins to wait for a descriptor. Closing the descriptor ends that by itself, unless another process has it too.
     *
     * @param fd the descriptor
     * @param interest {@link #READABLE}, {@link #WRITABLE}, {@link #ENDING} and {@link #EDGE}, added up, or 0
     * @param token what {@link #token} returns for it
     * @throws StoreConnectionException if the descriptor cannot be waited for, or is there already
     */
    public void add(int fd, int interest, long token) {
        control(EPOLL_CTL_ADD, fd, interest, token);
    }

    /**
     * Changes what a descriptor is waited for.
     *
     * @param fd the descriptor
     * @param interest {@link #READABLE}, {@link #WRITABLE} and {@link #ENDING}, added up, or 0
     * @param token what {@link #token} returns for it
     * @throws StoreConnectionException if the descriptor was not added
     */
    public void modify(int fd, int interest, long token) {
        control(EPOLL_CTL_MOD, fd, interest, token);
    }

    /**
     * Waits for a descriptor no longer.
     *
     * @param fd the descriptor
     * @throws StoreConnectionException if the descriptor was not added
     */
    public void remove(int fd) {
        control(EPOLL_CTL_DEL, fd, 0, 0);
    }

    private synchronized void control(int operation, int fd, int interest, long token) {
        registration.bytes.putInt(0, interest).putLong(EpollEvents.TOKEN_OFFSET, token);
        int epoll = descriptor.enter();
        try {
            SocketCalls.check(
                    SocketCalls.CALLS.epoll_ctl(epoll, operation, fd, registration.address),
                    "Waiting for descriptor " + fd);
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Waits until something is ready.
     *
     * @param deadline until when, as in {@link Deadline}
     * @return the number of events, whose index begins at 0; 0 once the deadline has passed
     * @throws StoreConnectionException if this is closed
     */
    public int await(long deadline) {
        return await(ready, deadline);
    }

    /**
     * Waits as above, but may look for a while before it sleeps, and not for long at once.
     *
     * @param deadline until when, as in {@link Deadline}
     * @param spinning for how long to look, or null
     * @param mostMillis the longest that it sleeps
     * @return the number of events, whose index begins at 0; 0 once the deadline or that time has passed
     * @throws StoreConnectionException if this is closed
     */
    public int await(long deadline, @Nullable Spinning spinning, int mostMillis) {
        return await(ready, deadline, spinning, mostMillis);
    }

    /**
     * Looks what is ready, without waiting.
     *
     * @param events receives the events
     * @return the number of events, whose index begins at 0
     * @throws StoreConnectionException if this is closed
     */
    public int poll(EpollEvents events) {
        int fd = descriptor.enter();
        try {
            int count = events.await(fd, 0);
            while (count < 0) {
                if (SocketCalls.lastError() != SocketCalls.EINTR) {
                    throw SocketCalls.failure("Looking at descriptors");
                }
                count = events.await(fd, 0);
            }
            return count;
        } finally {
            descriptor.leave();
        }
    }

    /**
     * Waits until something is ready. Several threads may wait at a time, each with events of its own; of them the one
     * that came last is woken first.
     *
     * @param events receives the events
     * @param deadline until when, as in {@link Deadline}
     * @return the number of events, whose index begins at 0; 0 once the deadline has passed
     * @throws StoreConnectionException if this is closed
     */
    public int await(EpollEvents events, long deadline) {
        return await(events, deadline, null);
    }

    /**
     * Waits as above, but looks for a while before it sleeps.
     *
     * @param events receives the events
     * @param deadline until when, as in {@link Deadline}
     * @param spinning for how long to look, or null
     * @return the number of events, whose index begins at 0; 0 once the deadline has passed
     * @throws StoreConnectionException if this is closed
     */
    public int await(EpollEvents events, long deadline, @Nullable Spinning spinning) {
        return await(events, deadline, spinning, UNLIMITED);
    }

    /**
     * Waits as above, but not for long at once.
     *
     * @param events receives the events
     * @param deadline until when, as in {@link Deadline}
     * @param spinning for how long to look, or null
     * @param mostMillis the longest that it sleeps
     * @return the number of events, whose index begins at 0; 0 once the deadline or that time has passed
     * @throws StoreConnectionException if this is closed
     */
    public int await(EpollEvents events, long deadline, @Nullable Spinning spinning, int mostMillis) {
        int fd = descriptor.enter();
        try {
            if (spinning == null || !spinning.isEnabled()) {
                return sleep(fd, events, deadline, mostMillis);
            }
            int found = spinning.look(events.lookAt(fd), deadline);
            if (found > 0) {
                return found;
            }
            long begin = System.nanoTime();
            int count = sleep(fd, events, deadline, mostMillis);
            spinning.slept(System.nanoTime() - begin);
            return count;
        } finally {
            descriptor.leave();
        }
    }

    private static int sleep(int fd, EpollEvents events, long deadline, int mostMillis) {
        while (true) {
            long left = Deadline.remainingMillis(deadline);
            boolean cut = left > mostMillis || (left < 0 && mostMillis != UNLIMITED);
            int count = events.await(fd, cut ? mostMillis : (int) left);
            if (count > 0 || (count == 0 && !(cut && mostMillis == UNLIMITED))) {
                return count;
            }
            if (count < 0 && SocketCalls.lastError() != SocketCalls.EINTR) {
                throw SocketCalls.failure("Waiting for descriptors");
            }
        }
    }

    /**
     * The token of a descriptor that is ready.
     *
     * @param index index of the event, below the number that {@link #await(long)} returned
     * @return the token given when it was added or changed
     */
    public long token(int index) {
        return ready.token(index);
    }

    /**
     * What a descriptor is ready for.
     *
     * @param index index of the event, below the number that {@link #await(long)} returned
     * @return {@link #READABLE}, {@link #WRITABLE}, {@link #FAILED} and {@link #HUNG_UP}, added up
     */
    public int events(int index) {
        return ready.flags(index);
    }

    /** Closes the descriptor. Closing twice is harmless. A wait of another thread is not ended: wake it first. */
    @Override
    public void close() {
        descriptor.close();
    }
}
