package dev.dal.store.memory;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Addresses to buffers and back: the only class that turns one into the other. */
final class NativeMemory {

    /** Runs what is to be done when buffers have become garbage. Its actions must not block. */
    static final Cleaner CLEANER = Cleaner.create();

    /** Bytes in a page of memory. */
    static final int PAGE_BYTES = LibC.CALLS.getpagesize();

    private NativeMemory() {}

    /**
     * A buffer over foreign memory. It neither frees the memory nor keeps it mapped. It is a root: whatever is derived
     * from it keeps it reachable.
     *
     * @param address the first byte
     * @param lengthBytes bytes
     * @return a little-endian direct buffer
     */
    static ByteBuffer bufferAt(long address, int lengthBytes) {
        return com.kenai.jffi.MemoryIO.getInstance()
                .newDirectByteBuffer(address, lengthBytes)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Address of a direct buffer's index 0.
     *
     * @param buffer a direct buffer
     * @return the address
     */
    static long addressOf(ByteBuffer buffer) {
        return com.kenai.jffi.MemoryIO.getInstance().getDirectBufferAddress(buffer);
    }

    /**
     * A length rounded up to whole pages.
     *
     * @param lengthBytes bytes
     * @return the smallest multiple of the page size that is not smaller
     */
    static long roundUpToPages(long lengthBytes) {
        return Math.addExact(lengthBytes, PAGE_BYTES - 1) & -PAGE_BYTES;
    }

    /**
     * Rounds down to whole pages.
     *
     * @param lengthBytes bytes
     * @return the largest multiple of the page size that is not larger
     */
    static long roundDownToPages(long lengthBytes) {
        return lengthBytes & -PAGE_BYTES;
    }
}
