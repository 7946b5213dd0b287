package dev.dal.store.server;

import dev.dal.store.ObjectLocation;
import dev.dal.store.SegmentDescriptor;
import dev.dal.store.StoreException;
import dev.dal.store.core.SegmentRefusedException;
import dev.dal.store.core.SegmentSource;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.MappedSegment;
import dev.dal.store.memory.MemoryKind;
import dev.dal.store.memory.Region;
import dev.dal.store.memory.SharedMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared memory of a store: one file per segment. Keys count up from 1 and are never used again, so
 * that no client takes one segment for another. Used under the store's lock.
 */
final class Segments implements SegmentSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private static final String NAME = "dal-store";
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final MemoryKind kind;
    private final boolean preallocate;
    private final Map<Integer, Segment> live = new HashMap<>();
    private final List<ObjectLocation> kept = new ArrayList<>();
    private int lastKey;
    /** The segment that was asked for last, as the next one mostly is. */
    private @Nullable Segment recent;

    /** One segment. The store maps it to write what comes with requests; untouched, that costs nothing. */
    private static final class Segment {
        final int key;
        final SharedMemory memory;
        final Region region;
        /** All of it, for one look after another; null where one buffer cannot show it. */
        final @Nullable ByteBuffer view;

        Segment(int key, SharedMemory memory) {
            this.key = key;
            this.memory = memory;
            long usableBytes = memory.usableBytes();
            this.region = memory.map(MappedSegment.Access.READ_WRITE).region(0, usableBytes, Lifetime.unbounded());
            this.view = usableBytes > Region.WINDOW_BYTES ? null : region.window(0, (int) usableBytes);
        }

        /**
         * Gives the memory back, although clients may still map it.
         *
         * @param kept places that stay as they are, by offset; their memory goes with the last mapping
         */
        void free(List<ObjectLocation> kept) {
            try {
                long freed = 0;
                for (ObjectLocation place : kept) {
                    memory.discard(freed, place.dataOffset() - freed);
                    freed = place.metadataOffset() + place.metadataSize();
                }
                memory.discard(freed, memory.announcedBytes() - freed);
            } catch (StoreException failure) {
                LOG.warn("A segment's memory stays taken as long as clients map it: {}", failure.getMessage());
            } finally {
                memory.close();
            }
        }
    }

    Segments(MemoryKind kind, boolean preallocate) {
        this.kind = kind;
        this.preallocate = preallocate;
    }

    @Override
    public int make(long sizeBytes) throws SegmentRefusedException {
        try {
            int key = lastKey + 1;
            live.put(key, open(key, kind.create(NAME, sizeBytes, preallocate)));
            lastKey = key;
            return key;
        } catch (StoreException refusal) {
            throw new SegmentRefusedException(String.valueOf(refusal.getMessage()), refusal);
        }
    }

    private static Segment open(int key, SharedMemory memory) {
        try {
            return new Segment(key, memory);
        } catch (RuntimeException | Error failure) {
            memory.close();
            throw failure;
        }
    }

    @Override
    public void drop(int key) {
        Segment segment = live.remove(key);
        recent = null;
        if (segment != null) {
            segment.free(List.of());
        }
    }

    /** Usable length of a segment. */
    long usableBytes(int key) {
        return require(key).memory.usableBytes();
    }

    /** The descriptor of a segment, which stays this object's. */
    int descriptor(int key) {
        return require(key).memory.fd();
    }

    /** A descriptor to give away. */
    SegmentDescriptor duplicate(int key) {
        SharedMemory memory = require(key).memory;
        return new SegmentDescriptor(key, memory.duplicate(), memory.usableBytes());
    }

    /** The bytes of an object: data, and metadata behind them. */
    Region region(ObjectLocation location) {
        return require(location.segment())
                .region
                .slice(location.dataOffset(), location.dataSize() + location.metadataSize());
    }

    /**
     * Bytes of a segment, not copied.
     *
     * @return a buffer with the bytes from position to limit, which the next look at the segment uses again
     */
    ByteBuffer look(int key, long offset, int length) {
        if (length == 0) {
            return NOTHING;
        }
        Segment segment = require(key);
        ByteBuffer view = segment.view;
        return view == null
                ? segment.region.window(offset, length)
                : view.limit((int) offset + length).position((int) offset);
    }

    /** Copies an object's bytes to where it lies. The positions of the buffers stay. */
    void write(ObjectLocation location, ByteBuffer data, ByteBuffer metadata) {
        Region region = require(location.segment()).region;
        copy(data, region, location.dataOffset());
        copy(metadata, region, location.metadataOffset());
    }

    /** Copies bytes to a place in a segment. The position of the buffer stays. */
    void write(int segment, long offset, ByteBuffer bytes) {
        copy(bytes, require(segment).region, offset);
    }

    private static void copy(ByteBuffer source, Region target, long offset) {
        int count = source.remaining();
        if (count <= Region.WINDOW_BYTES) {
            target.put(offset, source);
        } else {
            target.put(offset, source.slice(source.position(), Region.WINDOW_BYTES));
            copy(
                    source.slice(source.position() + Region.WINDOW_BYTES, count - Region.WINDOW_BYTES),
                    target,
                    offset + Region.WINDOW_BYTES);
        }
    }

    private Segment require(int key) {
        Segment asked = recent;
        if (asked != null && asked.key == key) {
            return asked;
        }
        Segment found = live.get(key);
        if (found == null) {
            throw new IllegalStateException("There is no segment " + key + " any more: no object of it is in use.");
        }
        recent = found;
        return found;
    }

    /** What {@link #close} leaves as it is, because clients may be using it. */
    void keep(Collection<ObjectLocation> places) {
        kept.addAll(places);
    }

    /** Frees all segments, whoever still maps them. Closing twice is harmless. */
    @Override
    public void close() {
        live.forEach((key, segment) -> segment.free(kept.stream()
                .filter(place -> place.segment() == key)
                .sorted(Comparator.comparingLong(ObjectLocation::dataOffset))
                .toList()));
        live.clear();
        recent = null;
    }
}
