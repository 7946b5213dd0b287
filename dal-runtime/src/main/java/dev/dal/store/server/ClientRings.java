package dev.dal.store.server;

import dev.dal.store.memory.OwnedMapping;
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
    private final OwnedMapping mapping;
    private final RingPair end;
    private boolean closed;

    private ClientRings(SharedMemory memory, OwnedMapping mapping, RingPair end) {
        this.memory = memory;
        this.mapping = mapping;
        this.end = end;
    }

    /**
     * Makes rings.
     *
     * @throws dev.dal.store.StoreException if there is not as much memory, or there are too many descriptors
     */
    static ClientRings make() {
        SharedMemory memory = SharedMemory.create(NAME, RingPair.memoryBytes(RingPair.SIZE_BYTES), true);
        try {
            return make(memory, OwnedMapping.of(memory));
        } catch (RuntimeException | Error failure) {
            memory.close();
            throw failure;
        }
    }

    private static ClientRings make(SharedMemory memory, OwnedMapping mapping) {
        try {
            return new ClientRings(memory, mapping, RingPair.ofStore(mapping.bytes(), RingPair.SIZE_BYTES));
        } catch (RuntimeException | Error failure) {
            mapping.close();
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

    /** Lets go of the memory, which stays as long as the client maps it. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end.close();
            end.detach();
            mapping.close();
            memory.close();
        }
    }
}
