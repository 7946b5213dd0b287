package dev.dal.store.protocol;

import dev.dal.store.StoreProtocolException;
import java.nio.ByteBuffer;

/**
 * Finds the frames in what was received (plasma-store.md section 1.2). All numbers are little-endian.
 *
 * <pre>
 *   0  int64  version, 0
 *   8  int64  message type
 *  16  int64  payload length
 *  24         payload
 * </pre>
 *
 * On the socket of a subscription a frame is but an int64 with the payload length, and the payload (section 4.13).
 * Immutable and thread-safe.
 */
public final class Framing {

    /** Length of a frame's header in bytes. */
    public static final int HEADER_BYTES = 24;

    /** Length of a notification's header in bytes. */
    public static final int NOTIFICATION_HEADER_BYTES = 8;

    /** The longest payload of messages that carry objects, unless said otherwise: 1 GiB. */
    public static final int DEFAULT_LONGEST_PAYLOAD_BYTES = 1 << 30;

    static final long VERSION = 0;
    static final int VERSION_OFFSET = 0;
    static final int TYPE_OFFSET = 8;
    static final int LENGTH_OFFSET = 16;

    /** The longest payload of messages that carry no objects: room for two million ids. */
    private static final int LONGEST_PLAIN_PAYLOAD_BYTES = 64 << 20;

    private static final int ALIGNMENT_BYTES = 4;

    private final int longestPayloadBytes;

    /**
     * Framing with limits.
     *
     * @param longestPayloadBytes the longest payload to accept of messages that carry objects; others are accepted up
     *     to 64 MiB, or this if it is less
     * @throws IllegalArgumentException if the limit is negative or above 2 GiB less 1 KiB
     */
    public Framing(int longestPayloadBytes) {
        int most = Integer.MAX_VALUE - 1024;
        if (longestPayloadBytes < 0 || longestPayloadBytes > most) {
            throw new IllegalArgumentException("longestPayloadBytes=" + longestPayloadBytes + " expected=0.." + most);
        }
        this.longestPayloadBytes = longestPayloadBytes;
    }

    /**
     * The length of the longest frame that is accepted.
     *
     * @return bytes, header included
     */
    public int longestFrameBytes() {
        return longestPayloadBytes + HEADER_BYTES;
    }

    /**
     * Whether a whole frame has been received. The header is checked as soon as it is there.
     *
     * @param received what was received, from position to limit; little-endian; not changed
     * @return length of the frame that begins at the position, header included; 0 if it is not whole yet
     * @throws StoreProtocolException if version, type or length are not acceptable
     */
    public int completeFrameBytes(ByteBuffer received) {
        if (received.remaining() < HEADER_BYTES) {
            return 0;
        }
        int start = received.position();
        long version = received.getLong(start + VERSION_OFFSET);
        if (version != VERSION) {
            throw new StoreProtocolException("Found protocol version " + version + "; expected " + VERSION
                    + ". The peer does not speak this protocol, or lost its place.");
        }
        MessageType type = typeAt(received, start);
        int longest = type.isBulky() ? longestPayloadBytes : Math.min(longestPayloadBytes, LONGEST_PLAIN_PAYLOAD_BYTES);
        int length = payloadLength(received.getLong(start + LENGTH_OFFSET), longest, type);
        return received.remaining() - HEADER_BYTES < length ? 0 : HEADER_BYTES + length;
    }

    /**
     * Whether a whole notification has been received on the socket of a subscription.
     *
     * @param received what was received, from position to limit; little-endian; not changed
     * @return length of the notification that begins at the position, header included; 0 if it is not whole yet
     * @throws StoreProtocolException if the length is not acceptable
     */
    public int completeNotificationBytes(ByteBuffer received) {
        if (received.remaining() < NOTIFICATION_HEADER_BYTES) {
            return 0;
        }
        long announced = received.getLong(received.position());
        int length = payloadLength(announced, longestPayloadBytes, MessageType.NOTIFICATION);
        return received.remaining() - NOTIFICATION_HEADER_BYTES < length ? 0 : NOTIFICATION_HEADER_BYTES + length;
    }

    private static int payloadLength(long found, int longest, MessageType type) {
        if (found < 0 || found > longest || found % ALIGNMENT_BYTES != 0) {
            throw new StoreProtocolException("Found a payload of " + found + " bytes in a message " + type
                    + "; expected a multiple of " + ALIGNMENT_BYTES + " from 0 to " + longest + ".");
        }
        return (int) found;
    }

    /**
     * The message of a frame.
     *
     * @param frame a complete frame at the position; little-endian; not changed
     * @return its type
     */
    public static MessageType type(ByteBuffer frame) {
        return typeAt(frame, frame.position());
    }

    private static MessageType typeAt(ByteBuffer buffer, int start) {
        return MessageType.of(buffer.getLong(start + TYPE_OFFSET));
    }

    /**
     * Narrows a buffer to the payload of its first frame.
     *
     * @param received what was received
     * @param frameBytes what {@link #completeFrameBytes} returned
     * @return the same buffer, from the first byte of the payload to its last
     */
    public static ByteBuffer payload(ByteBuffer received, int frameBytes) {
        return narrow(received, HEADER_BYTES, frameBytes);
    }

    /**
     * Narrows a buffer to the payload of its first notification.
     *
     * @param received what was received
     * @param notificationBytes what {@link #completeNotificationBytes} returned
     * @return the same buffer, from the first byte of the payload to its last
     */
    public static ByteBuffer notificationPayload(ByteBuffer received, int notificationBytes) {
        return narrow(received, NOTIFICATION_HEADER_BYTES, notificationBytes);
    }

    private static ByteBuffer narrow(ByteBuffer received, int headerBytes, int frameBytes) {
        int start = received.position();
        return received.limit(start + frameBytes).position(start + headerBytes);
    }
}
