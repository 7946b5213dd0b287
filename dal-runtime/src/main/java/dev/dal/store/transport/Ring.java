package dev.dal.store.transport;

import dev.dal.store.StoreProtocolException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes on their way from one process to another, in a piece of memory that both have mapped (docs/protocol.md section
 * 8.3). The one writes at one end while the other reads at the other end; neither ever waits here, and neither takes the
 * other's word for anything that could lead it out of the ring.
 *
 * <p>One thread writes and one reads at a time.
 */
final class Ring {

    /** What a ring takes besides its bytes. */
    static final int CONTROL_BYTES = 1024;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int WRITTEN = 0;
    private static final int READ = 64;
    private static final int ASLEEP = 128;
    private static final int STARVED = 192;

    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private ByteBuffer memory;
    private final int written;
    private final int read;
    private final int asleep;
    private final int starved;
    private final int bytes;
    private final int size;

    /** How far this side has come: what the memory says of that is for the other side alone. */
    private long position;

    /**
     * One side of a fresh ring.
     *
     * @param memory shared memory, accessed absolutely alone
     * @param control where the ring's {@value #CONTROL_BYTES} bytes of control begin
     * @param bytes where its bytes begin
     * @param size how many, a power of two
     */
    Ring(ByteBuffer memory, int control, int bytes, int size) {
        this.memory = memory;
        this.written = control + WRITTEN;
        this.read = control + READ;
        this.asleep = control + ASLEEP;
        this.starved = control + STARVED;
        this.bytes = bytes;
        this.size = size;
    }

    /**
     * Writes as much as there is room for.
     *
     * @param source read from position to limit, the position moves past what was written
     * @return whether the reader waits and has to be woken
     * @throws StoreProtocolException if the reader has broken the ring
     */
    boolean write(ByteBuffer source) {
        int count = Math.min(source.remaining(), room());
        if (count == 0) {
            return false;
        }
        int at = (int) position & (size - 1);
        int first = Math.min(count, size - at);
        memory.put(bytes + at, source, source.position(), first);
        memory.put(bytes, source, source.position() + first, count - first);
        source.position(source.position() + count);
        position += count;
        LONG.setRelease(memory, written, position);
        return takes(asleep);
    }

    /**
     * Before the writer waits for room.
     *
     * @return false if there is some by now
     */
    boolean starves() {
        INT.setVolatile(memory, starved, 1);
        VarHandle.fullFence();
        return room() == 0;
    }

    private int room() {
        return size - distance((long) LONG.getAcquire(memory, read), position);
    }

    /**
     * Reads what is there, or what fits.
     *
     * @param inbox takes it
     * @return number of bytes
     * @throws StoreProtocolException if the writer has broken the ring, or the inbox is full
     */
    int read(Inbox inbox) {
        int there = distance(position, (long) LONG.getAcquire(memory, written));
        if (there == 0) {
            return 0;
        }
        int count = Math.min(there, inbox.prepare());
        int at = (int) position & (size - 1);
        int first = Math.min(count, size - at);
        inbox.append(memory, bytes + at, first);
        inbox.append(memory, bytes, count - first);
        position += count;
        LONG.setRelease(memory, read, position);
        return count;
    }

    /**
     * After the reader has read.
     *
     * @return whether the writer waits for room and has to be woken
     */
    boolean wasStarving() {
        return takes(starved);
    }

    /**
     * Before the reader waits.
     *
     * @return false if something is there by now
     */
    boolean sleeps() {
        if ((int) INT.getAcquire(memory, asleep) == 0) {
            INT.setVolatile(memory, asleep, 1);
        }
        VarHandle.fullFence();
        return isEmpty();
    }

    /** Whether nothing is there for the reader. */
    boolean isEmpty() {
        return (long) LONG.getAcquire(memory, written) == position;
    }

    /** Before the memory is unmapped: whoever goes on using this gets an {@link IndexOutOfBoundsException}. */
    void detach() {
        memory = NOTHING;
    }

    /** Takes a flag that the other side may have set before it looked last. */
    private boolean takes(int flag) {
        VarHandle.fullFence();
        return (int) INT.get(memory, flag) != 0 && (int) INT.getAndSet(memory, flag, 0) != 0;
    }

    private int distance(long begin, long end) {
        long distance = end - begin;
        if (distance < 0 || distance > size) {
            throw new StoreProtocolException("A ring of " + size + " bytes says that " + end + " were written and "
                    + begin + " read; expected at most " + size + " between them.");
        }
        return (int) distance;
    }
}
