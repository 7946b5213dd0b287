package dev.dal.store.protocol;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of frames that nobody has verified, one after another; see {@link ItemWriter} for their form. Every
 * length is checked before anything is read. Of frames that come in the same buffer nothing but ids is allocated, and of these only those that were not read lately. Not
 * thread-safe.
 */
public final class ItemReader {

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** Most objects are named several times within a moment: when they are made, needed and released. */
    private static final int RECENT_IDS = 256;

    private final MessageType type;
    /** Of one place until an id is read: most of a store's clients are idle. */
    private @Nullable ObjectId[] recent = new ObjectId[1];

    private ByteBuffer buffer = NONE;
    /** Views of the buffer for the parts that are given out, two at a time. */
    private ByteBuffer part = NONE;

    private ByteBuffer formerPart = NONE;
    private int start;
    private int position;
    private int item;

    /**
     * A reader of frames of one type.
     *
     * @param type {@link MessageType#SUBMIT} or {@link MessageType#EVENTS}
     */
    public ItemReader(MessageType type) {
        this.type = type;
    }

    /** Begins with the payload of another frame, which may be in the buffer of the one before. */
    @SuppressWarnings("ReferenceEquality") // another buffer of equal content has other memory
    ItemReader begin(ByteBuffer payload) {
        if (buffer != payload) {
            buffer = payload.order(ByteOrder.LITTLE_ENDIAN);
            part = view();
            formerPart = view();
        }
        start = payload.position();
        position = start;
        return this;
    }

    private ByteBuffer view() {
        return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes on to the next item; false at the end. */
    boolean next() {
        if (position == buffer.limit()) {
            return false;
        }
        item = position;
        advance(ItemWriter.ITEM_BYTES);
        return true;
    }

    int kind() {
        return Byte.toUnsignedInt(buffer.get(item));
    }

    int flags() {
        return Byte.toUnsignedInt(buffer.get(item + 1));
    }

    /** The number of ids, where the kind says what else it counts: 1 or more, from the item's id on. */
    int count() {
        int count = Short.toUnsignedInt(buffer.getShort(item + 2));
        if (count == 0 || count > Lane.MOST_RANGE_COUNT) {
            throw malformed("a range of " + count + " objects");
        }
        if (Integer.compareUnsigned(id().low() + count - 1, id().low()) < 0) {
            throw malformed("a range of " + count + " objects from " + id() + " on");
        }
        return count;
    }

    ObjectId id() {
        return ObjectId.read(buffer, item + ItemWriter.ID_OFFSET, recent());
    }

    private @Nullable ObjectId[] recent() {
        if (recent.length == 1) {
            recent = new ObjectId[RECENT_IDS];
        }
        return recent;
    }

    /** The number that comes next in the item. */
    long number() {
        int at = position;
        advance(Long.BYTES);
        return buffer.getLong(at);
    }

    /** The key of a segment that comes next in the item. */
    int segment() {
        long key = number();
        if (key < 0 || key > Integer.MAX_VALUE) {
            throw malformed("a segment " + Long.toUnsignedString(key));
        }
        return (int) key;
    }

    /** A length that comes next in the item. */
    int length() {
        long length = number();
        if (length < 0 || length > buffer.limit() - position) {
            throw malformed("a part of " + length + " bytes is longer than the frame");
        }
        return (int) length;
    }

    /** The bytes of the objects of a range, each of a length that comes next in the item. */
    ByteBuffer range(int count, int sizeBytes) {
        long bytes = (long) count * Lane.strideBytes(sizeBytes);
        if (number() != 0) {
            throw malformed("a range of objects with metadata");
        }
        if (bytes > buffer.limit() - position) {
            throw malformed("a range of " + bytes + " bytes is longer than the frame");
        }
        return bytes((int) bytes);
    }

    /** The ids that come next in the item. */
    List<ObjectId> ids() {
        int count = Short.toUnsignedInt(buffer.getShort(item + 2));
        if (count == 0) {
            return List.of();
        }
        int at = position;
        advance(padded(count * ObjectId.SIZE_BYTES));
        List<ObjectId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(ObjectId.read(buffer, at + i * ObjectId.SIZE_BYTES, recent()));
        }
        return ids;
    }

    /** The bytes that come next in the item, not copied, from position to limit of a view that the next but one uses. */
    ByteBuffer bytes(int length) {
        int at = position;
        advance(padded(length));
        ByteBuffer next = formerPart;
        formerPart = part;
        part = next;
        return next.limit(at + length).position(at);
    }

    StoreProtocolException unknownKind() {
        return malformed("an item of the unknown kind " + kind());
    }

    private static int padded(int length) {
        return (int)
                Math.min(Integer.MAX_VALUE, (length + ItemWriter.ALIGNMENT_BYTES - 1L) & -ItemWriter.ALIGNMENT_BYTES);
    }

    private void advance(int bytes) {
        if (bytes > buffer.limit() - position) {
            throw malformed(
                    bytes + " bytes at " + (position - start) + " of " + (buffer.limit() - start) + " are outside");
        }
        position += bytes;
    }

    StoreProtocolException malformed(String what) {
        return new StoreProtocolException("Found a malformed message " + type + ": " + what + ".");
    }
}
