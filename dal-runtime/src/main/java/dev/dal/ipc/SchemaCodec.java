package dev.dal.ipc;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.memory.Region;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Arrow schemas as encapsulated messages, with the custom metadata of schema and fields: alone, in base64 (table
 * schemas, dal-format.md section 2), and one after another with an end (declarations, dal-format.md section 1).
 *
 * <p>The order of custom metadata is not kept. Stateless; all methods may be called by any thread.
 */
public final class SchemaCodec {

    private SchemaCodec() {}

    /**
     * Encodes a schema as one message, as pyarrow's {@code Schema.serialize()} does.
     *
     * @param schema the schema
     * @return the message; its length is a multiple of 8
     */
    public static byte[] encode(Schema schema) {
        return encode(schema, MessageFraming.MINIMUM_ALIGNMENT_BYTES);
    }

    /**
     * Encodes a schema as one message of an aligned length.
     *
     * @param schema the schema
     * @param alignmentBytes the message's length becomes a multiple of this
     * @return the message
     */
    static byte[] encode(Schema schema, int alignmentBytes) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        MessageFraming.finish(builder, MessageHeader.Schema, schema.getSchema(builder), 0);
        return MessageFraming.frame(builder, alignmentBytes);
    }

    /**
     * Encodes schemas one after another, then the end of the stream.
     *
     * @param schemas the schemas; may be empty
     * @return the messages and EOS
     */
    public static byte[] encodeAll(List<Schema> schemas) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        for (Schema schema : schemas) {
            messages.writeBytes(encode(schema));
        }
        Region eos = Region.allocate(MessageFraming.PREFIX_BYTES);
        MessageFraming.writeEos(eos, 0);
        messages.writeBytes(eos.bytes(0, MessageFraming.PREFIX_BYTES));
        return messages.toByteArray();
    }

    /**
     * Decodes one schema message.
     *
     * @param message an encapsulated Schema message; what follows it is ignored
     * @return the schema
     * @throws FormatException if there is no such message or it cannot be supported here (dictionaries, big-endian)
     */
    public static Schema decode(byte[] message) {
        Region region = Region.allocate(message.length);
        region.put(0, message);
        IpcMessage first = MessageFraming.read(region, 0);
        if (first == null) {
            throw FormatException.of("Message", "the end of a stream", "a Schema");
        }
        return decode(first);
    }

    /**
     * Decodes the schema messages of a region up to the end of the stream; what follows it is ignored.
     *
     * @param region holds schema messages from offset 0 on, then EOS
     * @return the schemas in the order found
     * @throws FormatException if there is anything else before EOS, or no EOS
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static List<Schema> decodeAll(Region region) {
        List<Schema> schemas = new ArrayList<>();
        long offset = 0;
        @Nullable IpcMessage message = MessageFraming.read(region, offset);
        while (message != null) {
            schemas.add(decode(message));
            offset = message.endOffset();
            message = MessageFraming.read(region, offset);
        }
        return Collections.unmodifiableList(schemas);
    }

    /**
     * The base64 form of a schema's message.
     *
     * @param schema the schema
     * @return base64 with padding, without line breaks
     */
    public static String toBase64(Schema schema) {
        return Base64.getEncoder().encodeToString(encode(schema));
    }

    /**
     * Decodes the base64 form of a schema's message.
     *
     * @param text base64
     * @return the schema
     * @throws FormatException if the text is not base64 or the bytes are no schema message
     */
    public static Schema fromBase64(String text) {
        byte[] message;
        try {
            message = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new FormatException("A schema in base64 was expected; found '" + abbreviated(text) + "'.", e);
        }
        return decode(message);
    }

    /**
     * Decodes the header of a schema message.
     *
     * @param message the message
     * @return the schema
     * @throws FormatException if it is no schema message or not supported
     */
    static Schema decode(IpcMessage message) {
        return message.decodeHeader(MessageHeader.Schema, metadata -> {
            var schema = (org.apache.arrow.flatbuf.Schema) metadata.header(new org.apache.arrow.flatbuf.Schema());
            return new SchemaDecoder(message.metadataBytes()).decode(schema);
        });
    }

    private static String abbreviated(String text) {
        int most = 40;
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
