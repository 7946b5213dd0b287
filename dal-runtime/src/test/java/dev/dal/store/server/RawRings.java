package dev.dal.store.server;

import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
import dev.dal.store.memory.SharedMemory;
import dev.dal.store.transport.Deadline;
import dev.dal.store.transport.Epoll;
import dev.dal.store.transport.EventFd;
import dev.dal.store.transport.Inbox;
import dev.dal.store.transport.UnixSocketPair;
import java.nio.ByteBuffer;

/** A client's side of rings, byte by byte as docs/protocol.md section 8.3 has it, so that a test can also break them. */
final class RawRings implements AutoCloseable {

    static final int UP = 0;
    static final int DOWN = 1024;
    static final int WRITTEN = 0;
    static final int READ = 64;
    static final int ASLEEP = 128;
    static final int STARVED = 192;
    private static final int BYTES = 4096;

    final int size;
    final Region memory;
    private final EventFd store;
    private final EventFd client;
    /** Carries what was read on to an inbox, which takes bytes of sockets alone. */
    private final UnixSocketPair carrier = UnixSocketPair.open("what a ring has brought");

    RawRings(int size, int memoryFd, int storeFd, int clientFd) {
        this.size = size;
        try (SharedMemory shared = SharedMemory.adopt(memoryFd, BYTES + 2L * size)) {
            this.memory =
                    shared.map(MappedSegment.Access.READ_WRITE).region(0, shared.usableBytes(), Lifetime.unbounded());
        }
        this.store = EventFd.adopt(storeFd);
        this.client = EventFd.adopt(clientFd);
    }

    long get(int ring, int field) {
        return memory.getLong(ring + field);
    }

    /** Writes what there is room for; the number of bytes. The store learns of them by {@link #ring}. */
    int write(ByteBuffer bytes) {
        long written = get(UP, WRITTEN);
        int count = (int) Math.min(bytes.remaining(), size - (written - get(UP, READ)));
        for (int i = 0; i < count; i++) {
            memory.putByte(BYTES + (written + i) % size, bytes.get());
        }
        memory.putLong(UP + WRITTEN, written + count);
        return count;
    }

    /** Wakes the store, whether it sleeps or not. */
    void ring() {
        memory.putInt(UP + ASLEEP, 0);
        store.signal();
    }

    /** Sends all, waiting for room. */
    void send(ByteBuffer bytes) {
        long deadline = Deadline.after(RawClient.SOON_MILLIS);
        while (bytes.hasRemaining()) {
            if (write(bytes) > 0) {
                ring();
            } else if (Deadline.remainingNanos(deadline) == 0) {
                throw new AssertionError("The store does not read.");
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Waits until something has come. */
    void awaitInto(Inbox inbox, long deadline) {
        memory.putInt(DOWN + ASLEEP, 1);
        byte[] bytes = receive();
        try (Epoll epoll = Epoll.open(1)) {
            epoll.add(client.fd(), Epoll.READABLE, 0);
            while (bytes.length == 0 && epoll.await(deadline) > 0) {
                client.clear();
                bytes = receive();
            }
        }
        for (int sent = 0; sent < bytes.length; ) {
            int count = Math.min(bytes.length - sent, 4096);
            carrier.first()
                    .send(
                            ByteBuffer.allocateDirect(count)
                                    .put(bytes, sent, count)
                                    .flip(),
                            deadline);
            carrier.second().receiveBytes(inbox);
            sent += count;
        }
    }

    /** What has come, possibly nothing. */
    byte[] receive() {
        long read = get(DOWN, READ);
        byte[] bytes = new byte[(int) (get(DOWN, WRITTEN) - read)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = memory.getByte(BYTES + size + (read + i) % size);
        }
        memory.putLong(DOWN + READ, read + bytes.length);
        if (memory.getInt(DOWN + STARVED) != 0) {
            memory.putInt(DOWN + STARVED, 0);
            store.signal();
        }
        return bytes;
    }

    @Override
    public void close() {
        store.close();
        client.close();
        carrier.close();
    }
}
