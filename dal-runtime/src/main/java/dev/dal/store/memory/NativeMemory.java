package dev.dal.store.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Addresses to buffers and back: the only class that turns one into the other. */
final class NativeMemory {

    private NativeMemory() {}

    /**
     * A buffer over foreign memory. It neither frees the memory nor keeps it mapped.
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
}
