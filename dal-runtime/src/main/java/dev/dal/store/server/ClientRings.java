package dev.dal.store.server;

import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.SharedMemory;
import dev.dal.store.transport.RingPair;

/**
 * The rings of one socket client (docs/protocol.md section 8.3), with the memory that they lie in. Used under the store's
 * lock.
 */
final class ClientRings implements AutoCloseable {

    /** The most rings that a store has at a time; other clients do without. */
    static final int MOST = 64;

    private static final String NAME = "dal-rings";

    private final SharedMemory memory;
    private final RingPair end;
    private boolean closed;

    private ClientRings(SharedMemory memory, RingPair end) {
        this.memory = memory;
        this.end = end;
    }

    /**
     * Makes rings.
     *
     * @throws dev.dal.store.StoreException if there is not as much memory, or there are too many descriptors
     */
    static ClientRings make() {
        long bytes = RingPair.memoryBytes(RingPair.SIZE_BYTES);
        SharedMemory memory = SharedMemory.create(NAME, bytes, true);
        try {
            MappedSegment mapped = memory.map(MappedSegment.Access.READ_WRITE);
            return new ClientRings(
                    memory,
                    RingPair.ofStore(
                            mapped.region(0, bytes, Lifetime.unbounded()).window(0, (int) bytes), RingPair.SIZE_BYTES));
        } catch (RuntimeException | Error failure) {
            memory.close();
            throw failure;
        }
    }

    /** The store's end. */
    RingPair end() {
        return end;
    }

    /** The memory's descriptor, which stays this one's. */
    int memoryFd() {
        return memory.fd();
    }

    /** Gives the memory back, whoever still maps it. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end.close();
            try {
                memory.discard();
            } finally {
                memory.close();
            }
        }
    }
}
