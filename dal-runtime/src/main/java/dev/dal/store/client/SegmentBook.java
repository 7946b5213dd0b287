package dev.dal.store.client;

import dev.dal.store.SegmentDescriptor;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.memory.SharedMemory;
import dev.dal.store.protocol.AnnouncedSegment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which segments a connection has brought, as client and store both note it (plasma-store.md section 3.2), and the
 * descriptors of those that nobody has taken yet. Thread-safe.
 */
final class SegmentBook implements AutoCloseable {

    private final Set<Integer> known = new HashSet<>();
    private final Map<Integer, SegmentDescriptor> waiting = new HashMap<>();
    private boolean closed;

    synchronized boolean isKnown(int key) {
        return known.contains(key);
    }

    /**
     * Enters a segment.
     *
     * @param segment the segment
     * @param fd its descriptor, which now belongs to the book
     * @throws StoreProtocolException if the announced length makes no sense
     */
    synchronized void add(AnnouncedSegment segment, int fd) {
        if (segment.usableBytes() <= 0 || closed) {
            closeDescriptor(fd);
        }
        if (segment.usableBytes() <= 0) {
            throw new StoreProtocolException("Segment " + segment.key() + " is announced with "
                    + segment.announcedBytes() + " bytes; expected more than 8.");
        }
        known.add(segment.key());
        if (!closed) {
            waiting.put(segment.key(), new SegmentDescriptor(segment.key(), fd, segment.usableBytes()));
        }
    }

    /**
     * Hands a segment over.
     *
     * @param key key of the segment
     * @return the segment; its descriptor belongs to the caller
     * @throws IllegalStateException if it is unknown or was taken before
     */
    synchronized SegmentDescriptor take(int key) {
        SegmentDescriptor segment = waiting.remove(key);
        if (segment == null) {
            throw new IllegalStateException(
                    "Segment " + key + (known.contains(key) ? " was taken before." : " was never named by the store."));
        }
        return segment;
    }

    /** Closes the descriptors that nobody has taken. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.values().forEach(segment -> closeDescriptor(segment.fd()));
        waiting.clear();
    }

    private static void closeDescriptor(int fd) {
        SharedMemory.closeDescriptor(fd);
    }
}
