package dev.dal.store.protocol;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The item at the end of a frame, as long as another of the next id may join it and make it one of several objects
 * (docs/protocol.md). Not thread-safe.
 */
final class OpenRange {

    private static final int NUMBERS_BYTES = 2 * Long.BYTES;

    private final ItemWriter writer;
    private final int kind;
    private final int mostCount;
    private int frame;
    private int start;
    private int end;
    private @Nullable ObjectId first;
    private int flags;
    private int sizeBytes;
    private int count;

    /**
     * No item yet.
     *
     * @param kind the kind of an item of several objects
     * @param mostCount the most objects of an item; ranges end where the last bytes of an id are a multiple of it
     */
    OpenRange(ItemWriter writer, int kind, int mostCount) {
        this.writer = writer;
        this.kind = kind;
        this.mostCount = mostCount;
    }

    /** An item of one object was written, from a place to the end of the frame. */
    void open(int itemStart, ObjectId id, int itemFlags, int itemSizeBytes) {
        frame = writer.frame();
        start = itemStart;
        end = writer.frameBytes();
        first = id;
        flags = itemFlags;
        sizeBytes = itemSizeBytes;
        count = 1;
    }

    /** Whether an object can join: the frame ends with the item, and the object is the next of its kind. */
    boolean joins(ObjectId id, int itemFlags, int itemSizeBytes) {
        return first != null
                && frame == writer.frame()
                && writer.frameBytes() == end
                && count < mostCount
                && flags == itemFlags
                && sizeBytes == itemSizeBytes
                && id.placesAfter(first) == count
                && Integer.remainderUnsigned(id.low(), mostCount) != 0;
    }

    /** Adds an object without bytes. */
    void join() {
        count++;
        writer.recount(start, kind, count);
    }

    /** Adds an object. */
    void join(ByteBuffer data) {
        writer.reserve(2 * Lane.RANGE_ALIGNMENT_BYTES + data.remaining());
        int dataStart = start + ItemWriter.ITEM_BYTES + NUMBERS_BYTES;
        writer.pad(dataStart, Lane.RANGE_ALIGNMENT_BYTES);
        writer.bytes(data);
        writer.pad(dataStart, Lane.RANGE_ALIGNMENT_BYTES);
        join();
        end = writer.frameBytes();
    }
}
