package dev.dal.store.transport;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Native memory that system calls read and write: a little-endian direct buffer and where it lies. */
final class NativeBlock {

    final ByteBuffer bytes;
    final long address;

    /**
     * Fresh zeroed memory, freed by the garbage collector. Whoever gives the address to a system call must keep this
     * block reachable.
     *
     * @param lengthBytes bytes
     */
    NativeBlock(int lengthBytes) {
        this.bytes = ByteBuffer.allocateDirect(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
        this.address = addressOf(bytes);
    }

    /**
     * Where a direct buffer lies.
     *
     * @param buffer a direct buffer
     * @return address of its index 0
     * @throws IllegalArgumentException if the buffer is not direct
     */
    static long addressOf(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("System calls need a direct buffer; found " + buffer + ".");
        }
        return MemoryIO.getInstance().getDirectBufferAddress(buffer);
    }
}
