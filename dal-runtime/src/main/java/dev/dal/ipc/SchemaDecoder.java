package dev.dal.ipc;

import com.google.flatbuffers.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Turns one FlatBuffer Schema into Arrow's Schema.
 *
 * <p>A FlatBuffer may refer to the same bytes many times, so a few of them can describe endlessly many fields. A budget
 * in proportion to the bytes that are there, and a greatest depth, keep time and memory bounded. Extension types are
 * decoded as their storage types; their metadata is kept.
 */
final class SchemaDecoder {

    /** No real schema nests deeper. */
    private static final int MAX_DEPTH = 64;

    /** Writers may share equal strings; this is how much we believe that they do. */
    private static final int SHARING_FACTOR = 4;

    /** The least that a field takes: its place in the vector and its table. */
    private static final int FIELD_BYTES = 16;

    /** The least that an entry of custom metadata takes. */
    private static final int ENTRY_BYTES = 16;

    private long budgetBytes;

    /**
     * A decoder for one schema.
     *
     * @param metadataBytes length of the FlatBuffer
     */
    SchemaDecoder(int metadataBytes) {
        this.budgetBytes = (long) SHARING_FACTOR * metadataBytes;
    }

    /**
     * Decodes the schema.
     *
     * @param schema what to decode
     * @return Arrow's form of it
     * @throws RuntimeException of any kind if it is malformed
     */
    Schema decode(org.apache.arrow.flatbuf.Schema schema) {
        if (schema.endianness() != Endianness.Little) {
            throw FormatException.of("Byte order of the schema", "big-endian", "little-endian");
        }
        int count = schema.fieldsLength();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(field(schema.fields(i), 1));
        }
        return new Schema(fields, entries(schema.customMetadataLength(), schema::customMetadata));
    }

    private Field field(org.apache.arrow.flatbuf.Field field, int depth) {
        spend(FIELD_BYTES);
        spend(field.nameAsByteBuffer());
        if (depth > MAX_DEPTH) {
            throw FormatException.of("Depth of the schema", "more", "at most " + MAX_DEPTH);
        }
        String name = field.name();
        if (field.dictionary() != null) {
            throw FormatException.of("Field '" + name + "'", "dictionary encoding", "plain values");
        }
        ArrowType type = type(field);
        Map<String, String> metadata = entries(field.customMetadataLength(), field::customMetadata);
        List<Field> children = new ArrayList<>();
        int count = field.childrenLength();
        for (int i = 0; i < count; i++) {
            children.add(field(field.children(i), depth + 1));
        }
        return new Field(name == null ? "" : name, new FieldType(field.nullable(), type, null, metadata), children);
    }

    private ArrowType type(org.apache.arrow.flatbuf.Field field) {
        // The two types whose size is not fixed.
        if (field.typeType() == Type.Timestamp) {
            spend(header(field.type(new Timestamp()), Timestamp.class).timezoneAsByteBuffer());
        } else if (field.typeType() == Type.Union) {
            spend((long) Integer.BYTES
                    * header(field.type(new Union()), Union.class).typeIdsLength());
        }
        return ArrowType.getTypeForField(field);
    }

    private static <T extends Table> T header(@Nullable Table table, Class<T> kind) {
        if (table == null) {
            throw FormatException.of("Type of a field", "nothing", kind.getSimpleName());
        }
        return kind.cast(table);
    }

    private Map<String, String> entries(int count, IntFunction<KeyValue> entryAt) {
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            KeyValue entry = entryAt.apply(i);
            spend(ENTRY_BYTES);
            spend(entry.keyAsByteBuffer());
            spend(entry.valueAsByteBuffer());
            entries.put(orEmpty(entry.key()), orEmpty(entry.value()));
        }
        return entries;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void spend(@Nullable ByteBuffer text) {
        if (text != null) {
            spend((long) text.remaining());
        }
    }

    private void spend(long bytes) {
        budgetBytes -= bytes;
        if (bytes < 0 || budgetBytes < 0) {
            throw FormatException.of("Schema", "more content than its bytes can hold", "no shared or negative lengths");
        }
    }
}
