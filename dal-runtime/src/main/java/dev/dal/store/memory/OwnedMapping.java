package dev.dal.store.memory;

import dev.dal.store.StoreException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;

/**
 * Shared memory that is mapped until it is closed, for an owner who knows when nobody uses it any more. Everything else is
 * a {@link MappedSegment}. Not thread-safe.
 */
public final class OwnedMapping implements AutoCloseable {

    private final ByteBuffer bytes;
    private final Cleaner.Cleanable unmapping;

    private OwnedMapping(long address, int lengthBytes) {
        this.bytes = NativeMemory.bufferAt(address, lengthBytes);
        this.unmapping = NativeMemory.CLEANER.register(bytes, () -> LibC.CALLS.munmap(address, lengthBytes));
    }

    /**
     * Maps all of some memory for reading and writing.
     *
     * @param memory the memory, at most {@link Region#WINDOW_BYTES} of it; stays the caller's, and may be closed
     * @return the mapping, to be closed by the caller
     * @throws IllegalArgumentException if it is longer
     * @throws IllegalStateException if the memory is closed
     * @throws StoreException if the system refuses
     */
    public static OwnedMapping of(SharedMemory memory) {
        long lengthBytes = memory.usableBytes();
        if (lengthBytes > Region.WINDOW_BYTES) {
            throw new IllegalArgumentException("length=" + lengthBytes + " expected=1.." + Region.WINDOW_BYTES);
        }
        long address = memory.address();
        try {
            return new OwnedMapping(address, (int) lengthBytes);
        } catch (RuntimeException | Error failure) {
            LibC.CALLS.munmap(address, lengthBytes);
            throw failure;
        }
    }

    /**
     * The memory.
     *
     * @return a little-endian direct buffer; whoever touches it after {@link #close()} ends the JVM
     */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Takes the mapping back. Closing twice is harmless. */
    @Override
    public void close() {
        unmapping.clean();
    }
}
