package dev.dal.store.memory;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A range of native memory by its address, valid until it is closed, whatever becomes of the view that it came from.
 * For the Arrow bridge alone: nothing checks accesses, and memory of sealed objects must not be written.
 */
public final class PinnedMemory implements AutoCloseable {

    /** Keeps the memory mapped. */
    private final Region region;

    private final long address;
    private final Runnable unpin;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Pins a region.
     *
     * @param region the region
     */
    PinnedMemory(Region region) {
        this.region = region;
        this.address = region.address();
        this.unpin = region.lifetime().pin();
    }

    /**
     * Where the memory begins.
     *
     * @return absolute address of the first byte
     */
    public long address() {
        return address;
    }

    /**
     * Length of the memory.
     *
     * @return bytes
     */
    public long length() {
        return region.length();
    }

    /** Gives up the pin; the memory must not be accessed any more. Closing twice is harmless. Does not block. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            unpin.run();
        }
    }
}
