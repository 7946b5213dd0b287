package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;

/** A message whose frame and body were found to lie within a region; its header is decoded on demand. */
final class IpcMessage {

    private final Message message;
    private final byte headerType;
    private final int metadataBytes;
    private final long bodyOffset;
    private final long bodyLength;

    private IpcMessage(Message message, int metadataBytes, long bodyOffset) {
        this.message = message;
        this.headerType = message.headerType();
        this.metadataBytes = metadataBytes;
        this.bodyOffset = bodyOffset;
        this.bodyLength = message.bodyLength();
    }

    /**
     * Decodes what all messages have in common.
     *
     * @param metadata the Message
     * @param region holds the body
     * @param bodyOffset where in the region the body begins
     * @return the message
     * @throws FormatException if the metadata is malformed or of an old version, or the body is not in the region
     */
    static IpcMessage decode(ByteBuffer metadata, Region region, long bodyOffset) {
        IpcMessage decoded = guard("frame", metadata, bytes -> {
            Message message = Message.getRootAsMessage(bytes);
            checkVersion(message.version());
            return new IpcMessage(message, bytes.remaining(), bodyOffset);
        });
        long present = region.length() - bodyOffset;
        if (decoded.bodyLength < 0 || decoded.bodyLength > present) {
            throw FormatException.of(
                    "Body length of the " + headerName(decoded.headerType) + " message",
                    decoded.bodyLength,
                    "0 to " + present + ", the bytes present");
        }
        return decoded;
    }

    /**
     * The one place where decoding happens: the generated accessors do not verify what they read, so any failure of
     * theirs means that the bytes are malformed.
     *
     * @param what the kind of thing being decoded
     * @param input what to decode
     * @param decoder reads memory only through buffers that end where the metadata ends
     * @param <I> type of the input
     * @param <R> type of the result
     * @return what the decoder returned
     * @throws FormatException if the decoder failed
     */
    private static <I, R> R guard(String what, I input, Function<I, R> decoder) {
        try {
            return decoder.apply(input);
        } catch (FormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new FormatException("Unsupported or malformed " + what + " message. " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new FormatException("Malformed metadata of an IPC message (" + what + "): " + e + ".", e);
        }
    }

    private static void checkVersion(short version) {
        if (version != MetadataVersion.V4 && version != MetadataVersion.V5) {
            throw FormatException.of("Metadata version", "V" + (version + 1), "V4 or V5");
        }
    }

    /**
     * Decodes the header.
     *
     * @param expectedType of {@link MessageHeader}
     * @param decoder reads the header; whatever it throws means malformed metadata
     * @param <R> type of the result
     * @return what the decoder returned
     * @throws FormatException if the message is of another type or the header is malformed
     */
    <R> R decodeHeader(byte expectedType, Function<Message, R> decoder) {
        if (headerType != expectedType) {
            throw FormatException.of("Message", "a " + headerName(headerType), "a " + headerName(expectedType));
        }
        return guard(headerName(headerType), message, decoder);
    }

    /**
     * Whether this is a message of the given type.
     *
     * @param type of {@link MessageHeader}
     * @return true if it is
     */
    boolean isOf(byte type) {
        return headerType == type;
    }

    /**
     * Length of the metadata, which bounds what can be described by it.
     *
     * @return bytes
     */
    int metadataBytes() {
        return metadataBytes;
    }

    /**
     * Where the body begins.
     *
     * @return offset in the region
     */
    long bodyOffset() {
        return bodyOffset;
    }

    /**
     * Length of the body, all of which is within the region.
     *
     * @return bytes
     */
    long bodyLength() {
        return bodyLength;
    }

    /**
     * Where the next message begins.
     *
     * @return offset in the region
     */
    long endOffset() {
        return bodyOffset + bodyLength;
    }

    private static String headerName(byte type) {
        return switch (type) {
            case MessageHeader.Schema -> "Schema";
            case MessageHeader.DictionaryBatch -> "DictionaryBatch";
            case MessageHeader.RecordBatch -> "RecordBatch";
            case MessageHeader.Tensor -> "Tensor";
            case MessageHeader.SparseTensor -> "SparseTensor";
            default -> "header of unknown type " + type;
        };
    }
}
