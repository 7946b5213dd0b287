package dev.dal.store.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.ObjectId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The buffer into which codecs write frames, one at a time: a frame is valid until the next is begun. Makes no garbage
 * once it is large enough. Not thread-safe.
 */
public final class FrameWriter {

    private static final int FIRST_CAPACITY = 4 << 10;
    /** A buffer that has become larger than this is given up after the frame. */
    private static final int LARGEST_KEPT = 1 << 20;

    private final ByteBuffer scratch = ByteBuffer.allocate(ObjectId.SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private FlatBufferBuilder builder = fresh();
    private boolean tooLarge;
    private int[] offsets = new int[16];

    /** A writer with a small direct buffer that grows as needed. */
    public FrameWriter() {}

    private static FlatBufferBuilder fresh() {
        return new FlatBufferBuilder(FIRST_CAPACITY, new DirectBuffers());
    }

    /** Begins a frame. Whatever was left unfinished is forgotten. */
    FlatBufferBuilder begin() {
        if (tooLarge) {
            builder = fresh();
            tooLarge = false;
        } else {
            builder.clear();
        }
        return builder;
    }

    /** Writes an object id. */
    int id(ObjectId id) {
        id.write(scratch.clear(), 0);
        return builder.createString(scratch);
    }

    /** Writes a digest. */
    int digest(long digest) {
        scratch.clear().putLong(0, digest);
        return builder.createString(scratch.limit(Payload.DIGEST_BYTES));
    }

    /** Writes bytes from position to limit; the position stays. */
    int bytes(ByteBuffer bytes) {
        int position = bytes.position();
        try {
            return builder.createString(bytes);
        } finally {
            bytes.position(position);
        }
    }

    /** Writes text in UTF-8. */
    int text(String text) {
        return builder.createString(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes a vector of object ids. */
    int ids(List<ObjectId> ids) {
        int[] references = references(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            references[i] = id(ids.get(i));
        }
        return vector(references, ids.size());
    }

    /** Room for so many references, until they have been made a vector. */
    int[] references(int count) {
        if (offsets.length < count) {
            offsets = new int[Math.max(count, 2 * offsets.length)];
        }
        return offsets;
    }

    /** Writes a vector of references. */
    int vector(int[] references, int count) {
        builder.startVector(FlatVector.REFERENCE_BYTES, count, FlatVector.REFERENCE_BYTES);
        for (int i = count - 1; i >= 0; i--) {
            builder.addOffset(references[i]);
        }
        return builder.endVector();
    }

    /** Writes a table without fields. */
    ByteBuffer finishEmpty(MessageType type) {
        begin().startTable(0);
        return finish(type, builder.endTable());
    }

    /** Writes a table that consists of an error. */
    ByteBuffer finishError(MessageType type, int slot, PlasmaError error) {
        begin().startTable(slot + 1);
        builder.addInt(slot, error.number(), 0);
        return finish(type, builder.endTable());
    }

    /** Ends a frame with its root table; the frame from position to limit, little-endian. */
    ByteBuffer finish(MessageType type, int root) {
        int length = finishPayload(root, Framing.HEADER_BYTES);
        builder.putLong(length);
        builder.putLong(type.number());
        builder.putLong(Framing.VERSION);
        return frame();
    }

    /** Ends a notification with its root table; the notification from position to limit, little-endian. */
    ByteBuffer finishNotification(int root) {
        builder.putLong(finishPayload(root, Framing.NOTIFICATION_HEADER_BYTES));
        return frame();
    }

    /** Length of the payload; there is room for a header in front of it. */
    private int finishPayload(int root, int headerBytes) {
        builder.finish(root);
        int length = builder.offset();
        builder.prep(1, headerBytes);
        return length;
    }

    private ByteBuffer frame() {
        ByteBuffer frame = builder.dataBuffer();
        frame.position(frame.capacity() - builder.offset());
        tooLarge = frame.capacity() > LARGEST_KEPT;
        return frame;
    }

    /** Buffers that system calls can read. */
    private static final class DirectBuffers extends FlatBufferBuilder.ByteBufferFactory {
        @Override
        public ByteBuffer newByteBuffer(int capacity) {
            return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
