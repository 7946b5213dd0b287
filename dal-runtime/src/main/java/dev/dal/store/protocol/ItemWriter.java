package dev.dal.store.protocol;

import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes the frames of the calls extension (docs/protocol.md): a frame's payload is a row of items, each at a multiple
 * of 8 bytes, all numbers little-endian.
 *
 * <pre>
 *   0  uint8   kind
 *   1  uint8   flags
 *   2  uint16  number of ids that follow
 *   4  byte[20] object id
 *  24          numbers, ids, bytes: as the kind has them, each part padded to 8 bytes
 * </pre>
 *
 * <p>Items are added until the frame is finished; its buffer is used again for the next, so nothing is allocated once it
 * is large enough. Not thread-safe.
 */
public final class ItemWriter {

    static final int ID_OFFSET = 4;
    static final int ITEM_BYTES = ID_OFFSET + ObjectId.SIZE_BYTES;
    static final int ALIGNMENT_BYTES = 8;
    static final int MOST_IDS = 0xffff;

    private static final int FIRST_CAPACITY = 8 << 10;
    /** A buffer that has become larger than this is given up with its frame. */
    private static final int LARGEST_KEPT = 1 << 20;

    private final MessageType type;
    private ByteBuffer buffer = allocate(FIRST_CAPACITY);
    private int frames;
    private ByteBuffer finished = viewOf(buffer);

    /**
     * A writer of frames of one type.
     *
     * @param type {@link MessageType#SUBMIT} or {@link MessageType#EVENTS}
     */
    public ItemWriter(MessageType type) {
        this.type = type;
        clear();
    }

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer viewOf(ByteBuffer buffer) {
        return buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void use(ByteBuffer other) {
        buffer = other;
        finished = viewOf(other);
    }

    /** Forgets what was added. */
    public void clear() {
        if (buffer.capacity() > LARGEST_KEPT) {
            use(allocate(FIRST_CAPACITY));
        }
        buffer.clear().position(Framing.HEADER_BYTES);
        frames++;
    }

    /** Distinguishes the frame that is written now from those before. */
    int frame() {
        return frames;
    }

    /**
     * Whether nothing was added since the last frame.
     *
     * @return true if there is nothing to send
     */
    public boolean isEmpty() {
        return buffer.position() == Framing.HEADER_BYTES;
    }

    /**
     * Length of the frame as it is now.
     *
     * @return bytes, header included
     */
    public int frameBytes() {
        return buffer.position();
    }

    /** Begins an item. */
    void item(int kind, int flags, int idCount, ObjectId id) {
        reserve(ITEM_BYTES);
        int start = buffer.position();
        buffer.put(start, (byte) kind).put(start + 1, (byte) flags).putShort(start + 2, (short) idCount);
        id.write(buffer, start + ID_OFFSET);
        buffer.position(start + ITEM_BYTES);
    }

    /** Makes the item that begins at a place, and ends here, one of another kind and number. */
    void recount(int start, int kind, int count) {
        buffer.put(start, (byte) kind).putShort(start + 2, (short) count);
    }

    /** Adds a number to the item. */
    void number(long value) {
        reserve(Long.BYTES);
        buffer.putLong(value);
    }

    /** Adds an id to the item; after the last, {@link #pad()}. */
    void id(ObjectId id) {
        reserve(ObjectId.SIZE_BYTES);
        int start = buffer.position();
        id.write(buffer, start);
        buffer.position(start + ObjectId.SIZE_BYTES);
    }

    /** Adds the bytes from position to limit, which stay as they are, and padding. */
    void bytes(ByteBuffer source) {
        int length = source.remaining();
        reserve(length);
        buffer.put(buffer.position(), source, source.position(), length);
        buffer.position(buffer.position() + length);
        pad();
    }

    /** Adds the items of another writer. */
    void append(ItemWriter other) {
        int length = other.frameBytes() - Framing.HEADER_BYTES;
        reserve(length);
        buffer.put(buffer.position(), other.buffer, Framing.HEADER_BYTES, length);
        buffer.position(buffer.position() + length);
    }

    /** Adds zeros up to a multiple of 8. */
    void pad() {
        zeros(-buffer.position() & (ALIGNMENT_BYTES - 1));
    }

    /** Adds zeros up to a multiple of some bytes, counted from a place in the frame. */
    void pad(int start, int alignmentBytes) {
        zeros((start - buffer.position()) & (alignmentBytes - 1));
    }

    private void zeros(int count) {
        reserve(count);
        int position = buffer.position();
        int end = position + count;
        for (; end - position >= Long.BYTES; position += Long.BYTES) {
            buffer.putLong(position, 0);
        }
        for (; position < end; position++) {
            buffer.put(position, (byte) 0);
        }
        buffer.position(end);
    }

    /** Makes room, so that what follows does not fail half-way. */
    void reserve(int bytes) {
        if (buffer.remaining() < bytes) {
            long wanted = Math.max(2L * buffer.capacity(), (long) buffer.position() + bytes);
            ByteBuffer larger = allocate((int) Math.min(wanted, Integer.MAX_VALUE - ALIGNMENT_BYTES));
            larger.put(buffer.flip());
            use(larger);
        }
    }

    /**
     * Ends the frame. Call {@link #clear()} when it was sent or copied.
     *
     * @return the frame from position to limit; a view that is valid until the next call of this writer
     */
    public ByteBuffer finish() {
        int end = buffer.position();
        buffer.putLong(Framing.VERSION_OFFSET, Framing.VERSION);
        buffer.putLong(Framing.TYPE_OFFSET, type.number());
        buffer.putLong(Framing.LENGTH_OFFSET, end - Framing.HEADER_BYTES);
        return finished.limit(end).position(0);
    }
}
