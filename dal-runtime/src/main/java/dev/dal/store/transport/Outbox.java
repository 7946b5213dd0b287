package dev.dal.store.transport;

import dev.dal.store.StoreConnectionException;
import java.nio.ByteBuffer;

/**
 * What waits to be sent on a connection whose peer reads slowly: messages, and file descriptors in their places between
 * them.
 *
 * <p>Messages of up to 32 KiB are never cut, and short ones are sent several at once: old readers of notifications
 * expect a message to arrive in one piece (plasma-store.md section 11). Longer ones keep their place when cut. Not
 * thread-safe.
 */
public final class Outbox implements AutoCloseable {

    /** The kernel takes messages up to this length whole or not at all: they fit into one of its buffers. */
    private static final int MOST_AT_ONCE = 32 << 10;

    private static final int FIRST_CAPACITY = 4 << 10;
    /** An emptied buffer larger than this is given up. */
    private static final int LARGEST_KEPT = 1 << 20;

    private final int maxBytes;
    private NativeBlock block = new NativeBlock(FIRST_CAPACITY);
    private int readIndex;
    private int writeIndex;

    /** A ring: the bytes left of each message, or −1 − fd for a descriptor. */
    private int[] entries = new int[16];

    private int head;
    private int count;

    /**
     * An empty outbox.
     *
     * @param maxBytes the most bytes that may wait
     */
    public Outbox(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Appends a message.
     *
     * @param message its bytes from position to limit; copied, the position moves to the limit
     * @throws StoreConnectionException if more bytes would wait than may, or memory is lacking; nothing is appended
     *     then
     */
    public void add(ByteBuffer message) {
        int length = message.remaining();
        if (length > 0) {
            reserve(length);
            block.bytes.position(writeIndex);
            block.bytes.put(message).clear();
            writeIndex += length;
            append(length);
        }
    }

    /**
     * Appends a descriptor, with the byte that carries it.
     *
     * @param fd the descriptor; duplicated, so that the caller may close it at once
     * @throws StoreConnectionException if there are too many descriptors; nothing is appended then
     */
    public void addDescriptor(int fd) {
        int copy = SocketCalls.check(
                SocketCalls.CALLS.fcntl(fd, SocketCalls.F_DUPFD_CLOEXEC, 0), "Duplicating descriptor " + fd);
        append(-1 - copy);
    }

    /**
     * Whether nothing waits.
     *
     * @return true if all was sent
     */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * How much waits.
     *
     * @return bytes, without those that carry descriptors
     */
    public int queuedBytes() {
        return writeIndex - readIndex;
    }

    /** Whether a descriptor is next. */
    boolean isDescriptorNext() {
        return count > 0 && entries[head] < 0;
    }

    /** The descriptor that is next. */
    int nextDescriptor() {
        return -1 - entries[head];
    }

    /** Address of the bytes that are next. */
    long nextAddress() {
        return block.address + readIndex;
    }

    /** The bytes that are next, {@link #nextLength} of them. */
    ByteBuffer next() {
        return block.bytes.slice(readIndex, nextLength());
    }

    /** How many bytes to send next: one message, or several short ones. */
    int nextLength() {
        int length = 0;
        for (int i = 0; i < count; i++) {
            int entry = entries[(head + i) & (entries.length - 1)];
            if (entry < 0 || (i > 0 && length + entry > MOST_AT_ONCE)) {
                break;
            }
            length += entry;
        }
        return length;
    }

    /** Notes that bytes were sent, not more than were next. */
    void sent(int lengthBytes) {
        int left = lengthBytes;
        readIndex += lengthBytes;
        while (left > 0) {
            int step = Math.min(left, entries[head]);
            entries[head] -= step;
            left -= step;
            if (entries[head] == 0) {
                dropHead();
            }
        }
        if (readIndex == writeIndex) {
            readIndex = 0;
            writeIndex = 0;
            if (block.bytes.capacity() > LARGEST_KEPT) {
                block = new NativeBlock(FIRST_CAPACITY);
            }
        }
    }

    /** Notes that the descriptor that was next was sent. */
    void descriptorSent() {
        SocketCalls.CALLS.close(nextDescriptor());
        dropHead();
    }

    private void dropHead() {
        head = (head + 1) & (entries.length - 1);
        count--;
    }

    private void append(int entry) {
        if (count == entries.length) {
            int[] larger = new int[2 * count];
            for (int i = 0; i < count; i++) {
                larger[i] = entries[(head + i) & (count - 1)];
            }
            entries = larger;
            head = 0;
        }
        entries[(head + count++) & (entries.length - 1)] = entry;
    }

    private void reserve(int length) {
        long needed = (long) queuedBytes() + length;
        if (needed > maxBytes) {
            throw new StoreConnectionException(
                    "More than " + maxBytes + " bytes wait to be sent: the peer reads too slowly, or not at all.");
        }
        if (block.bytes.capacity() - writeIndex >= length) {
            return;
        }
        block.bytes.limit(writeIndex).position(readIndex);
        if (needed <= block.bytes.capacity() / 2) {
            block.bytes.compact().clear();
        } else {
            NativeBlock larger = allocate((int) Math.min(Integer.MAX_VALUE, 2 * needed));
            larger.bytes.put(block.bytes).clear();
            block = larger;
        }
        writeIndex -= readIndex;
        readIndex = 0;
    }

    private NativeBlock allocate(int capacity) {
        try {
            return new NativeBlock(capacity);
        } catch (OutOfMemoryError e) {
            block.bytes.clear();
            throw new StoreConnectionException(
                    "There is no direct memory left for " + capacity + " bytes that wait to be sent.", e);
        }
    }

    /** Forgets all messages and closes the descriptors that were not sent. Closing twice is harmless. */
    @Override
    public void close() {
        while (count > 0) {
            if (isDescriptorNext()) {
                descriptorSent();
            } else {
                sent(entries[head]);
            }
        }
    }
}
