package dev.dal.ipc;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * The frame of an encapsulated message.
 *
 * <pre>
 *   0        4                 8                     8 + metadata length
 *   +--------+-----------------+---------------------+------------------+
 *   |FFFFFFFF| metadata length | Message (FlatBuffer | body, length in  |
 *   |        | int32           | and padding)        | the Message      |
 *   +--------+-----------------+---------------------+------------------+
 * </pre>
 *
 * <p>A stream ends with a frame of metadata length 0 ("EOS").
 */
final class MessageFraming {

    /** Marks the beginning of a frame. */
    static final int CONTINUATION = 0xFFFFFFFF;

    /** Bytes before the metadata; also the length of EOS. */
    static final int PREFIX_BYTES = 8;

    /** Bodies that this library writes, and their buffers, begin at multiples of this. */
    static final int BODY_ALIGNMENT_BYTES = Region.ALIGNMENT_BYTES;

    /** Metadata lengths, and buffers in bodies that this library reads, are multiples of this. */
    static final int MINIMUM_ALIGNMENT_BYTES = 8;

    /** More metadata than this is refused: it would describe hundreds of thousands of columns. */
    static final int MAX_METADATA_BYTES = 16 << 20;

    private static final int LENGTH_OFFSET = 4;

    private MessageFraming() {}

    /**
     * Puts a finished FlatBuffer into a frame.
     *
     * @param builder holds a finished Message
     * @param alignmentBytes the frame's length becomes a multiple of this
     * @return prefix, metadata and zero padding
     */
    static byte[] frame(FlatBufferBuilder builder, int alignmentBytes) {
        ByteBuffer metadata = builder.dataBuffer();
        int metadataBytes = metadata.remaining();
        byte[] frame = new byte[Math.toIntExact(padded((long) PREFIX_BYTES + metadataBytes, alignmentBytes))];
        ByteBuffer.wrap(frame)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTINUATION)
                .putInt(frame.length - PREFIX_BYTES)
                .put(metadata);
        return frame;
    }

    /**
     * Finishes a Message around a header that was built before.
     *
     * @param builder holds the header
     * @param headerType of {@link org.apache.arrow.flatbuf.MessageHeader}
     * @param header offset of the header, as the builder returned it
     * @param bodyLength bytes of the body
     */
    static void finish(FlatBufferBuilder builder, byte headerType, int header, long bodyLength) {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, headerType, header, bodyLength, 0));
    }

    /**
     * Writes the end of a stream.
     *
     * @param region where to write
     * @param offset first of 8 bytes
     */
    static void writeEos(Region region, long offset) {
        region.putInt(offset, CONTINUATION);
        region.putInt(offset + LENGTH_OFFSET, 0);
    }

    /**
     * Whether the end of a stream is somewhere.
     *
     * @param region where to look
     * @param offset first of 8 bytes
     * @return true if it is there
     */
    static boolean isEos(Region region, long offset) {
        return region.getInt(offset) == CONTINUATION && region.getInt(offset + LENGTH_OFFSET) == 0;
    }

    /**
     * Reads one frame.
     *
     * @param region where to read
     * @param offset first byte of the frame
     * @return the message, or null if it is EOS
     * @throws FormatException if there is no complete frame of a supported version
     * @throws IllegalStateException if the region's lifetime has ended
     */
    static @Nullable IpcMessage read(Region region, long offset) {
        int metadataBytes = readPrefix(region, offset);
        if (metadataBytes == 0) {
            return null;
        }
        ByteBuffer metadata = region.window(offset + PREFIX_BYTES, metadataBytes);
        return IpcMessage.decode(metadata, region, offset + PREFIX_BYTES + metadataBytes);
    }

    /**
     * Copies the frame that begins with a region, so that what is decoded cannot change meanwhile.
     *
     * @param region where to read
     * @return prefix and metadata; the prefix alone for EOS
     * @throws FormatException if there is no complete frame
     * @throws IllegalStateException if the region's lifetime has ended
     */
    static byte[] copyFrame(Region region) {
        int metadataBytes = readPrefix(region, 0);
        byte[] frame = new byte[PREFIX_BYTES + metadataBytes];
        ByteBuffer.wrap(frame)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTINUATION)
                .putInt(metadataBytes);
        region.get(PREFIX_BYTES, frame, PREFIX_BYTES, metadataBytes);
        return frame;
    }

    private static int readPrefix(Region region, long offset) {
        long present = region.length() - offset;
        if (offset < 0 || present < PREFIX_BYTES) {
            throw FormatException.of(
                    "Message at offset " + offset, present + " bytes", "at least 8 (message or end of stream)");
        }
        int continuation = region.getInt(offset);
        if (continuation != CONTINUATION) {
            throw FormatException.of(
                    "Message at offset " + offset,
                    String.format("%08x", continuation),
                    "ffffffff, the beginning of an encapsulated message (Arrow 0.15 or later)");
        }
        int metadataBytes = region.getInt(offset + LENGTH_OFFSET);
        long most = Math.min(MAX_METADATA_BYTES, present - PREFIX_BYTES);
        if (metadataBytes < 0 || metadataBytes > most) {
            throw FormatException.of(
                    "Metadata length of the message at offset " + offset,
                    metadataBytes,
                    "0 to " + most + " (" + present + " bytes present)");
        }
        if ((offset + metadataBytes) % MINIMUM_ALIGNMENT_BYTES != 0) {
            throw FormatException.of(
                    "Metadata length of the message at offset " + offset, metadataBytes, "a body at a multiple of 8");
        }
        return metadataBytes;
    }

    /**
     * Rounds up.
     *
     * @param length bytes, not negative
     * @param alignmentBytes a power of two
     * @return the smallest multiple that is not below the length
     */
    static long padded(long length, int alignmentBytes) {
        return Math.addExact(length, alignmentBytes - 1L) & -alignmentBytes;
    }
}
