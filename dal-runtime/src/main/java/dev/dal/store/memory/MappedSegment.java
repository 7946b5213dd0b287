package dev.dal.store.memory;

import dev.dal.store.StoreException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import jnr.ffi.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A range of memory that is mapped into this process, with 64-bit lengths.
 *
 * <p>A segment is never unmapped by hand. It lies behind windows, buffers as {@link Region} describes them, and is
 * unmapped when it and every region and buffer that was taken from it are garbage; so no access can meet memory that is
 * no longer there. Thread-safe.
 */
public final class MappedSegment {

    /** What may be done with the mapped memory. A write to memory that is mapped read-only would end the JVM. */
    public enum Access {
        /** Regions of the segment refuse writes. */
        READ_ONLY(LibC.PROT_READ),
        /** Regions of the segment can be written. */
        READ_WRITE(LibC.PROT_READ | LibC.PROT_WRITE);

        private final int protection;

        Access(int protection) {
            this.protection = protection;
        }
    }

    private final Region whole;

    private MappedSegment(long address, long lengthBytes, Access access) {
        ByteBuffer[] windows = windows(address, lengthBytes);
        this.whole = Region.of(windows, lengthBytes, access == Access.READ_WRITE, Lifetime.unbounded());
        Unmap unmap = new Unmap(address, lengthBytes, new AtomicInteger(windows.length));
        for (ByteBuffer window : windows) {
            NativeMemory.CLEANER.register(window, unmap);
        }
    }

    /**
     * Maps shared memory from its first byte on. The descriptor may be closed afterwards.
     *
     * @param fd the memory's file descriptor; stays the caller's
     * @param lengthBytes bytes to map, not more than the file has: touching what lies behind its end would fail
     * @param access what regions of the segment may do
     * @return the segment
     * @throws IllegalArgumentException if the length is not positive
     * @throws StoreException if the system refuses, with its reason
     */
    public static MappedSegment map(int fd, long lengthBytes, Access access) {
        return map(fd, lengthBytes, access, LibC.MAP_SHARED);
    }

    /**
     * Fresh zeroed memory of this process alone, of any length, freed by the garbage collector.
     *
     * @param lengthBytes bytes
     * @return a writable segment
     * @throws IllegalArgumentException if the length is not positive
     * @throws StoreException if there is not as much memory, with what there is
     */
    public static MappedSegment anonymous(long lengthBytes) {
        AvailableMemory.ofThisProcess().require(lengthBytes, "private memory");
        return map(-1, lengthBytes, Access.READ_WRITE, LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS);
    }

    private static MappedSegment map(int fd, long lengthBytes, Access access, int flags) {
        long address = address(fd, lengthBytes, access, flags);
        try {
            return new MappedSegment(address, lengthBytes, access);
        } catch (RuntimeException | Error failure) {
            LibC.CALLS.munmap(address, lengthBytes);
            throw failure;
        }
    }

    /** Where memory is mapped from now on. */
    static long address(int fd, long lengthBytes, Access access, int flags) {
        if (lengthBytes <= 0) {
            throw new IllegalArgumentException("length=" + lengthBytes + " expected=1..");
        }
        Pointer mapped = LibC.CALLS.mmap(null, lengthBytes, access.protection, flags, fd, 0);
        long address = mapped == null ? LibC.MAP_FAILED : mapped.address();
        if (address == LibC.MAP_FAILED) {
            throw LibC.failure("Mapping " + lengthBytes + " bytes (" + access + ", descriptor " + fd + ")");
        }
        return address;
    }

    private static ByteBuffer[] windows(long address, long lengthBytes) {
        int count = Math.toIntExact((lengthBytes + Region.WINDOW_BYTES - 1) / Region.WINDOW_BYTES);
        ByteBuffer[] windows = new ByteBuffer[count];
        for (int i = 0; i < count; i++) {
            long offset = i * (long) Region.WINDOW_BYTES;
            windows[i] =
                    NativeMemory.bufferAt(address + offset, (int) Math.min(Integer.MAX_VALUE, lengthBytes - offset));
        }
        return windows;
    }

    /**
     * Length of the segment.
     *
     * @return bytes
     */
    public long lengthBytes() {
        return whole.length();
    }

    /**
     * A part of the segment.
     *
     * @param offset first byte
     * @param lengthBytes bytes in the part
     * @param lifetime until when the region may be used
     * @return a region that can be written if the segment was mapped so
     * @throws IndexOutOfBoundsException if the part is not inside
     */
    public Region region(long offset, long lengthBytes, Lifetime lifetime) {
        return region(offset, lengthBytes, lifetime, null);
    }

    /**
     * A part of the segment that keeps something reachable.
     *
     * @param offset first byte
     * @param lengthBytes bytes in the part
     * @param lifetime until when the region may be used
     * @param owner what the region, and whatever is made of it, keeps reachable; or null
     * @return a region that can be written if the segment was mapped so
     * @throws IndexOutOfBoundsException if the part is not inside
     */
    public Region region(long offset, long lengthBytes, Lifetime lifetime, @Nullable Object owner) {
        return whole.slice(offset, lengthBytes, lifetime, owner);
    }

    /** Takes the memory back when the last window is garbage. */
    private record Unmap(long address, long lengthBytes, AtomicInteger windowsLeft) implements Runnable {
        @Override
        public void run() {
            if (windowsLeft.decrementAndGet() == 0) {
                LibC.CALLS.munmap(address, lengthBytes);
            }
        }
    }
}
