package dev.dal.store.transport;

import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/**
 * What a connection has received and nobody has read yet: bytes, and file descriptors in their places between them.
 *
 * <p>A descriptor travels with one byte (plasma-store.md section 3.1); only {@link #takeDescriptor()} at that byte
 * yields it. Descriptors that come with other bytes, or several at once, are closed. Memory grows with what has
 * arrived, not with what a peer announces. Not thread-safe.
 */
public final class Inbox implements AutoCloseable {

    /** What {@link #takeDescriptor()} returns if the byte came without a descriptor. */
    public static final int NO_DESCRIPTOR = -1;

    private static final int FIRST_CAPACITY = 16 << 10;
    private static final int LEAST_FREE = 4 << 10;
    /** An emptied buffer larger than this is given up. */
    private static final int LARGEST_KEPT = 1 << 20;

    private static final int MOST_DESCRIPTORS = 16;

    private final int maxBytes;
    private final ArrayDeque<Passed> descriptors = new ArrayDeque<>();
    private NativeBlock block;
    private ByteBuffer view;
    private int readIndex;
    private int writeIndex;
    /** Number of bytes ever consumed. */
    private long position;

    /** A descriptor and the number of bytes of the stream before the byte that it came with. */
    private record Passed(long position, int fd) {}

    /**
     * An empty inbox.
     *
     * @param maxBytes the most bytes that may wait to be read; at least the longest frame
     */
    public Inbox(int maxBytes) {
        this.maxBytes = Math.max(maxBytes, LEAST_FREE);
        this.block = new NativeBlock(Math.min(this.maxBytes, FIRST_CAPACITY));
        this.view = viewOf(block);
    }

    private static ByteBuffer viewOf(NativeBlock block) {
        return block.bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The bytes that wait to be read.
     *
     * @return a little-endian buffer from position to limit; a shared one that the next call of any method but
     *     {@link #size()} may change
     */
    public ByteBuffer unread() {
        return view.limit(writeIndex).position(readIndex);
    }

    /**
     * Number of bytes that wait to be read.
     *
     * @return bytes
     */
    public int size() {
        return writeIndex - readIndex;
    }

    /**
     * Drops bytes that were read, and closes the descriptors that came with them.
     *
     * @param count bytes
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public void consume(int count) {
        if (count < 0 || count > size()) {
            throw new IndexOutOfBoundsException("count=" + count + " size=" + size());
        }
        readIndex += count;
        position += count;
        while (!descriptors.isEmpty() && descriptors.element().position() < position) {
            close(descriptors.remove().fd());
        }
        if (readIndex == writeIndex) {
            readIndex = 0;
            writeIndex = 0;
        }
    }

    /**
     * Drops one byte and takes the descriptor that came with it.
     *
     * @return the descriptor, which now belongs to the caller and is closed on exec; {@link #NO_DESCRIPTOR} if not
     *     exactly one came with the byte
     * @throws IndexOutOfBoundsException if no byte is there
     */
    public int takeDescriptor() {
        int fd = NO_DESCRIPTOR;
        if (size() > 0 && !descriptors.isEmpty() && descriptors.element().position() == position) {
            fd = descriptors.remove().fd();
        }
        try {
            consume(1);
            return fd;
        } catch (IndexOutOfBoundsException empty) {
            close(fd);
            throw empty;
        }
    }

    /**
     * Makes room for more.
     *
     * @return number of bytes for which there is room, from {@link #freeAddress()} on
     * @throws StoreProtocolException if the most bytes that may wait do wait, or memory is lacking
     */
    int prepare() {
        int capacity = block.bytes.capacity();
        if (size() == 0 && capacity > LARGEST_KEPT) {
            replace(FIRST_CAPACITY);
        } else if (capacity - writeIndex < LEAST_FREE) {
            if (capacity - size() >= Math.max(LEAST_FREE, capacity / 2)) {
                replace(capacity);
            } else if (capacity < maxBytes) {
                replace((int) Math.min(maxBytes, 2L * capacity));
            } else if (readIndex > 0) {
                replace(capacity);
            }
        }
        int free = block.bytes.capacity() - writeIndex;
        if (free == 0) {
            throw new StoreProtocolException("A peer sent " + size() + " bytes that make no complete frame; at most "
                    + maxBytes + " are accepted.");
        }
        return free;
    }

    private void replace(int capacity) {
        NativeBlock next = capacity == block.bytes.capacity() ? block : allocate(capacity);
        if (next == block) {
            block.bytes.limit(writeIndex).position(readIndex).compact().clear();
        } else {
            next.bytes.put(unread()).clear();
            block = next;
            view = viewOf(next);
        }
        writeIndex -= readIndex;
        readIndex = 0;
    }

    private static NativeBlock allocate(int capacity) {
        try {
            return new NativeBlock(capacity);
        } catch (OutOfMemoryError e) {
            throw new StoreProtocolException(
                    "A frame of more than " + capacity / 2 + " bytes does not fit into this process's direct memory.",
                    e);
        }
    }

    /** Address of the first free byte, after {@link #prepare()}. */
    long freeAddress() {
        return block.address + writeIndex;
    }

    /**
     * Notes what has been received into the free room.
     *
     * @param count bytes, at least one
     * @param message the message that has them; its descriptors become this inbox's
     */
    void received(int count, MessageBlock message) {
        received(count);
        int passed = message.descriptorCount();
        boolean usable = passed == 1 && !message.wasCut() && descriptors.size() < MOST_DESCRIPTORS;
        if (usable) {
            descriptors.add(new Passed(position + size() - 1, message.descriptor(0)));
            return;
        }
        for (int i = 0; i < passed; i++) {
            close(message.descriptor(i));
        }
    }

    /**
     * Notes what has been received into the free room, without descriptors.
     *
     * @param count bytes, at least one
     */
    void received(int count) {
        writeIndex += count;
    }

    /**
     * Notes what has been received elsewhere, for which there is room.
     *
     * @param source where it lies
     * @param index its first byte there
     * @param count bytes
     */
    void append(ByteBuffer source, int index, int count) {
        block.bytes.put(writeIndex, source, index, count);
        writeIndex += count;
    }

    private static void close(int fd) {
        if (fd != NO_DESCRIPTOR) {
            SocketCalls.CALLS.close(fd);
        }
    }

    /** Closes the descriptors that nobody took. Closing twice is harmless. */
    @Override
    public void close() {
        while (!descriptors.isEmpty()) {
            close(descriptors.remove().fd());
        }
    }
}
