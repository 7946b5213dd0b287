package dev.dal.store.protocol;

import dev.dal.store.Lane;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the items of a frame that nobody has verified, one after another; see {@link ItemWriter} for their form. Every
 * length is checked before anything is read. Not thread-safe.
 */
final class ItemReader {

    private final ByteBuffer buffer;
    private final MessageType type;
    private final int start;
    private int position;
    private int item;

    ItemReader(ByteBuffer payload, MessageType type) {
        this.buffer = payload.order(ByteOrder.LITTLE_ENDIAN);
        this.type = type;
        this.start = payload.position();
        this.position = start;
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
        if (count == 0) {
            throw malformed("a range of no objects");
        }
        if (Integer.compareUnsigned(id().low() + count - 1, id().low()) < 0) {
            throw malformed("a range of " + count + " objects from " + id() + " on");
        }
        return count;
    }

    ObjectId id() {
        return ObjectId.read(buffer, item + ItemWriter.ID_OFFSET);
    }

    /** The number that comes next in the item. */
    long number() {
        int at = position;
        advance(Long.BYTES);
        return buffer.getLong(at);
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
            ids.add(ObjectId.read(buffer, at + i * ObjectId.SIZE_BYTES));
        }
        return ids;
    }

    /** The bytes that come next in the item, not copied. */
    ByteBuffer bytes(int length) {
        int at = position;
        advance(padded(length));
        return buffer.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
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
