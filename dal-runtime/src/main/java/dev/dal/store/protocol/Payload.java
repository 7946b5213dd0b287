package dev.dal.store.protocol;

import dev.dal.store.ObjectId;
import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of one FlatBuffers buffer that nobody has verified. Positions are indexes of the underlying buffer; each is
 * checked against the bounds of the payload before anything is read there.
 */
final class Payload {

    static final int DIGEST_BYTES = Long.BYTES;

    private final ByteBuffer buffer;
    private final MessageType type;
    private final int start;
    private final int end;

    /**
     * A payload.
     *
     * @param buffer the payload from position to limit; set to little-endian, otherwise left alone
     * @param type what it is the payload of, for messages
     */
    Payload(ByteBuffer buffer, MessageType type) {
        this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
        this.type = type;
        this.start = buffer.position();
        this.end = buffer.limit();
    }

    /** The table that the payload consists of. */
    FlatTable root() {
        return new FlatTable(this, follow(start));
    }

    int lengthBytes() {
        return end - start;
    }

    /** Fails unless so many bytes from a position on are inside. */
    void check(long position, long length) {
        if (position < start || length < 0 || position > end - length) {
            throw malformed(length + " bytes at " + (position - start) + " of " + (end - start) + " are outside");
        }
    }

    int intAt(int position) {
        return buffer.getInt(position);
    }

    long longAt(int position) {
        return buffer.getLong(position);
    }

    int unsignedShortAt(int position) {
        return Short.toUnsignedInt(buffer.getShort(position));
    }

    byte byteAt(int position) {
        return buffer.get(position);
    }

    /** Where the reference at a position leads; there are at least four bytes. */
    int follow(int position) {
        check(position, Integer.BYTES);
        int offset = buffer.getInt(position);
        long target = (long) position + offset;
        if (offset <= 0) {
            throw malformed("a reference of " + offset + " at " + (position - start) + " leads nowhere");
        }
        check(target, Integer.BYTES);
        return (int) target;
    }

    /** Checks the string to which the reference at a position leads; where its bytes begin. */
    private int stringAt(int reference) {
        int position = follow(reference);
        int length = buffer.getInt(position);
        check((long) position + Integer.BYTES, length + 1L);
        if (length < 0 || buffer.get(position + Integer.BYTES + length) != 0) {
            throw malformed("a string of " + length + " bytes at " + (position - start) + " has no end");
        }
        return position + Integer.BYTES;
    }

    private int fixedStringAt(int reference, int expected, String what) {
        int position = stringAt(reference);
        int length = buffer.getInt(position - Integer.BYTES);
        if (length != expected) {
            throw malformed(what + " has " + length + " bytes; expected " + expected);
        }
        return position;
    }

    /** The object id to which the reference at a position leads. */
    ObjectId idAt(int reference) {
        return ObjectId.read(buffer, fixedStringAt(reference, ObjectId.SIZE_BYTES, "an object id"));
    }

    /** The digest to which the reference at a position leads. */
    long digestAt(int reference) {
        return buffer.getLong(fixedStringAt(reference, DIGEST_BYTES, "a digest"));
    }

    /** The bytes of the string to which the reference at a position leads, not copied. */
    ByteBuffer bytesAt(int reference) {
        int position = stringAt(reference);
        return buffer.slice(position, buffer.getInt(position - Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The failure of a payload that is not what it should be. */
    StoreProtocolException malformed(String what) {
        return new StoreProtocolException("Found a malformed message " + type + ": " + what + ".");
    }
}
