package dev.dal.store.client;

import dev.dal.store.ObjectLocation;
import dev.dal.store.SegmentDescriptor;
import dev.dal.store.StoreConnectionException;
import dev.dal.store.StoreLink;
import dev.dal.store.StoreProtocolException;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.Region;
import dev.dal.store.memory.SharedMemory;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a store as one client maps them: once for reading, and once for writing if it ever writes there.
 *
 * <p>The mappings are held softly: the garbage collector unmaps a segment that no view of an object reaches and that was
 * not used for some time, also while the client lives. What remains is the descriptor, from which it is mapped again when
 * it is needed again. Some time, because touching the pages of a fresh mapping for the first time costs much more than
 * keeping one. The original client never unmaps (plasma-store.md section 3.4). Thread-safe.
 */
final class ClientSegments implements AutoCloseable {

    private final StoreLink link;
    private final Map<Integer, Segment> segments = new HashMap<>();
    private boolean closed;

    /**
     * No segments yet.
     *
     * @param link where they come from
     */
    ClientSegments(StoreLink link) {
        this.link = link;
    }

    /** The data of an object in its segment. */
    static Region data(MappedSegment segment, ObjectLocation location, Lifetime lifetime) {
        return segment.region(location.dataOffset(), location.dataSize(), lifetime);
    }

    /** The metadata of an object in its segment. */
    static Region metadata(MappedSegment segment, ObjectLocation location, Lifetime lifetime) {
        return segment.region(location.metadataOffset(), location.metadataSize(), lifetime);
    }

    /** The segment of an object, mapped as long as the result is reachable. */
    synchronized MappedSegment mapped(ObjectLocation location, MappedSegment.Access access) {
        Segment segment = segments.get(location.segment());
        if (segment == null) {
            segment = take(location.segment());
        }
        return segment.mapped(location, access);
    }

    /**
     * The segment of an object that the store told of by itself, mapped for reading as long as the result is reachable;
     * null if no answer to a request has brought the segment yet.
     */
    synchronized @Nullable MappedSegment mappedIfKnown(ObjectLocation location) {
        if (closed) {
            throw new StoreConnectionException("This client of a store is closed.");
        }
        Segment segment = segments.get(location.segment());
        return segment == null ? null : segment.mapped(location, MappedSegment.Access.READ_ONLY);
    }

    private Segment take(int key) {
        SegmentDescriptor descriptor = link.takeSegment(key);
        Segment segment = new Segment(adopt(descriptor));
        if (closed) {
            segment.memory.close();
        }
        segments.put(key, segment);
        return segment;
    }

    private static SharedMemory adopt(SegmentDescriptor descriptor) {
        try {
            return SharedMemory.adopt(descriptor.fd(), descriptor.lengthBytes());
        } catch (IllegalArgumentException tooShort) {
            throw new StoreProtocolException(String.valueOf(tooShort.getMessage()), tooShort);
        }
    }

    /** Closes the descriptors; what is mapped stays mapped as long as it is reachable. Closing twice is harmless. */
    @Override
    public synchronized void close() {
        closed = true;
        segments.values().forEach(Segment::close);
    }

    /** One segment and its mappings. */
    private static final class Segment {

        private final SharedMemory memory;
        private SoftReference<MappedSegment> readOnly = new SoftReference<>(null);
        private SoftReference<MappedSegment> readWrite = new SoftReference<>(null);

        Segment(SharedMemory memory) {
            this.memory = memory;
        }

        void close() {
            memory.close();
            readOnly.clear();
            readWrite.clear();
        }

        MappedSegment mapped(ObjectLocation location, MappedSegment.Access access) {
            if (!location.isPlace()) {
                throw new StoreProtocolException("The store says that an object lies at " + location + ".");
            }
            long end = location.metadataOffset() + location.metadataSize();
            if (end > memory.usableBytes()) {
                throw new StoreProtocolException("The store says that an object ends at byte " + end + " of segment "
                        + location.segment() + ", which has " + memory.usableBytes() + ".");
            }
            return mapped(access);
        }

        private MappedSegment mapped(MappedSegment.Access access) {
            MappedSegment mapped = (access == MappedSegment.Access.READ_ONLY ? readOnly : readWrite).get();
            if (mapped == null) {
                mapped = memory.map(access);
                if (access == MappedSegment.Access.READ_ONLY) {
                    readOnly = new SoftReference<>(mapped);
                } else {
                    readWrite = new SoftReference<>(mapped);
                }
            }
            return mapped;
        }
    }
}
