package dev.dal.store.memory;

import java.nio.ByteBuffer;

/**
 * Buffers that leave our control: each keeps its memory valid until it and all that was derived from it are garbage.
 */
final class PinnedBuffers {

    private PinnedBuffers() {}

    /**
     * A buffer over the given memory that pins the region's lifetime.
     *
     * @param address first byte
     * @param lengthBytes bytes
     * @param region the region that the memory belongs to; stays reachable as long as the buffer
     * @return a little-endian direct buffer
     */
    static ByteBuffer export(long address, int lengthBytes, Region region) {
        // A fresh root: slices and duplicates of a buffer keep its root reachable, not the buffer they came from.
        ByteBuffer root = NativeMemory.bufferAt(address, lengthBytes);
        NativeMemory.CLEANER.register(root, new Unpin(region, region.lifetime().pin()));
        return root;
    }

    /** Holds the region, and so its mapping, until it has run. */
    private record Unpin(Region region, Runnable action) implements Runnable {
        @Override
        public void run() {
            action.run();
        }
    }
}
