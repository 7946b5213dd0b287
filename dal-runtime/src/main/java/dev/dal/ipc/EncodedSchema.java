package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The message of one schema, encoded once. Values of its custom metadata can be replaced in place by others that are
 * as long, which is much cheaper than encoding a schema anew.
 */
final class EncodedSchema {

    private final byte[] message;

    /**
     * Encodes a schema.
     *
     * @param schema the schema
     */
    EncodedSchema(Schema schema) {
        this.message = SchemaCodec.encode(schema, MessageFraming.BODY_ALIGNMENT_BYTES);
    }

    /**
     * Length of the message.
     *
     * @return bytes, a multiple of 64
     */
    int lengthBytes() {
        return message.length;
    }

    /**
     * Replaces a value of the schema's custom metadata.
     *
     * @param key an existing key
     * @param value as long in UTF-8 as the value that it replaces
     * @throws IllegalArgumentException if there is no such key or the lengths differ
     */
    void setMetadata(String key, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer place = value(key);
        if (place.remaining() != bytes.length) {
            throw new IllegalArgumentException("The value of '" + key + "' has " + bytes.length
                    + " bytes; expected as many as were encoded: " + place.remaining() + ".");
        }
        place.put(bytes);
    }

    private ByteBuffer value(String key) {
        ByteBuffer metadata = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        metadata.position(MessageFraming.PREFIX_BYTES);
        var schema = (org.apache.arrow.flatbuf.Schema)
                Message.getRootAsMessage(metadata).header(new org.apache.arrow.flatbuf.Schema());
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            KeyValue entry = schema.customMetadata(i);
            if (key.equals(entry.key())) {
                return entry.valueAsByteBuffer();
            }
        }
        throw new IllegalArgumentException("The schema has no metadata '" + key + "'.");
    }

    /**
     * Writes the message.
     *
     * @param target where to write
     * @param offset first byte
     */
    void writeTo(Region target, long offset) {
        target.put(offset, message);
    }
}
