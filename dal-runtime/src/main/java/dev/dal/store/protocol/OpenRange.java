package dev.dal.store.protocol;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An item, most often at the end of a frame, as long as another of the next id may join it and make it one of several
 * objects (docs/protocol.md). Not thread-safe.
 */
final class OpenRange {

    private static final int NUMBERS_BYTES = 2 * Long.BYTES;

    private final ItemWriter writer;
    private final int kind;
    private final int mostCount;
    /** Other items may follow. */
    private final boolean growsAnywhere;

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
     * @param mostCount the most objects of an item, a power of two; ranges end where the last bytes of an id are a multiple of it
     */
    OpenRange(ItemWriter writer, int kind, int mostCount) {
        this(writer, kind, mostCount, false);
    }

    private OpenRange(ItemWriter writer, int kind, int mostCount, boolean growsAnywhere) {
        this.writer = writer;
        this.kind = kind;
        this.mostCount = mostCount;
        this.growsAnywhere = growsAnywhere;
    }

    /** No item yet; objects without bytes join wherever it is in the frame. */
    static OpenRange withoutBytes(ItemWriter writer, int kind, int mostCount) {
        return new OpenRange(writer, kind, mostCount, true);
    }

    /** An item of one object was written, from a place to the end of the frame. */
    void open(int itemStart, ObjectId id, int itemFlags, int itemSizeBytes) {
        open(itemStart, id, 1, itemFlags, itemSizeBytes);
    }

    /** Of some objects whose ids follow each other. */
    void open(int itemStart, ObjectId id, int idCount, int itemFlags, int itemSizeBytes) {
        frame = writer.frame();
        start = itemStart;
        end = writer.frameBytes();
        first = id;
        flags = itemFlags;
        sizeBytes = itemSizeBytes;
        count = idCount;
    }

    /** Whether an object can join: it is the next of its kind, and the frame ends with the item if that matters. */
    boolean joins(ObjectId id, int itemFlags, int itemSizeBytes) {
        return joins(id, 1, itemFlags, itemSizeBytes);
    }

    /** Whether some objects whose ids follow each other can join. */
    boolean joins(ObjectId id, int idCount, int itemFlags, int itemSizeBytes) {
        return first != null
                && frame == writer.frame()
                && (growsAnywhere || writer.frameBytes() == end)
                && count + idCount <= mostCount
                && flags == itemFlags
                && sizeBytes == itemSizeBytes
                && id.placesAfter(first) == count
                && (id.low() & (mostCount - 1)) != 0;
    }

    /** Adds some objects without bytes. */
    void join(int idCount) {
        count += idCount;
        writer.recount(start, kind, count);
    }

    /** Adds an object. */
    void join(ByteBuffer data) {
        writer.reserve(2 * Lane.RANGE_ALIGNMENT_BYTES + data.remaining());
        int dataStart = start + ItemWriter.ITEM_BYTES + NUMBERS_BYTES;
        writer.pad(dataStart, Lane.RANGE_ALIGNMENT_BYTES);
        writer.bytes(data);
        writer.pad(dataStart, Lane.RANGE_ALIGNMENT_BYTES);
        join(1);
        end = writer.frameBytes();
    }
}
