package dev.dal.store.transport;

import java.lang.ref.Reference;
import java.util.Locale;

/** The events of one wait on an {@link Epoll}. Used again for every wait; not thread-safe. */
public final class EpollEvents implements Spinning.Look {

    /** On x86-64 alone the kernel packs an event: 4 bytes of flags directly followed by 8 bytes of token. */
    private static final boolean PACKED = isPacked(System.getProperty("os.arch", ""));

    static final int TOKEN_OFFSET = PACKED ? 4 : 8;
    static final int EVENT_BYTES = TOKEN_OFFSET + Long.BYTES;

    private final int capacity;
    private final NativeBlock block;
    /** Looked at by {@link #once}. */
    private int looked;

    /**
     * Room for events.
     *
     * @param capacity the most events that one wait returns
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public EpollEvents(int capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException("capacity=" + capacity + " expected=1..");
        }
        this.capacity = capacity;
        this.block = new NativeBlock(capacity * EVENT_BYTES);
    }

    private static boolean isPacked(String architecture) {
        String name = architecture.toLowerCase(Locale.ROOT);
        return name.equals("amd64") || name.equals("x86_64");
    }

    /**
     * The most events that one wait returns.
     *
     * @return the capacity
     */
    public int capacity() {
        return capacity;
    }

    /** What looks at an epoll without waiting; valid until the next call. */
    Spinning.Look lookAt(int epoll) {
        looked = epoll;
        return this;
    }

    @Override
    public int once() {
        return await(looked, 0);
    }

    /** Waits once; the number of events, or negative. */
    int await(int epoll, int timeoutMillis) {
        try {
            return SocketCalls.CALLS.epoll_wait(epoll, block.address, capacity, timeoutMillis);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The token of a descriptor that is ready.
     *
     * @param index index of the event, below the number that the wait returned
     * @return the token given when it was added or changed
     */
    public long token(int index) {
        return block.bytes.getLong(index * EVENT_BYTES + TOKEN_OFFSET);
    }

    /**
     * What a descriptor is ready for.
     *
     * @param index index of the event, below the number that the wait returned
     * @return {@link Epoll#READABLE}, {@link Epoll#WRITABLE}, {@link Epoll#ENDING}, {@link Epoll#FAILED} and
     *     {@link Epoll#HUNG_UP}, added up
     */
    public int flags(int index) {
        return block.bytes.getInt(index * EVENT_BYTES);
    }
}
