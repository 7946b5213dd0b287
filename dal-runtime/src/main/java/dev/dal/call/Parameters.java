package dev.dal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dal.ipc.SchemaCodec;
import dev.dal.store.ObjectId;
import dev.dal.table.TableType;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.ElementType;
import dev.dal.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Fields of call schemas, one per parameter (dal-format.md section 2). */
public final class Parameters {

    /** Arrow type of every object id: 20 bytes. */
    public static final ArrowType OBJECT_ID_TYPE = new ArrowType.FixedSizeBinary(ObjectId.SIZE_BYTES);

    private static final String RESERVED_KEYS = "proc:";

    static final String ROLE_KEY = "proc:par";
    static final String ROLE_IN = "in";
    static final String ROLE_OUT = "out";
    static final String ROLE_OID = "oid";
    static final String ELEMENT_KEY = "proc:tensor:elem";
    static final String DIMENSIONS_KEY = "proc:tensor:dims";
    static final String TABLE_KEY = "proc:table:schema";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Parameters() {}

    /**
     * A value.
     *
     * @param name name of the parameter
     * @param type its type
     * @return the field, not nullable
     */
    public static Field value(String name, ValueType type) {
        return value(name, type.arrowType(), false, Map.of());
    }

    /**
     * A value of any Arrow type.
     *
     * @param name name of the parameter
     * @param type its type
     * @param nullable whether it may be null
     * @param metadata metadata of the field
     * @return the field
     */
    public static Field value(String name, ArrowType type, boolean nullable, Map<String, String> metadata) {
        return new Field(name, new FieldType(nullable, type, null, metadata), List.of());
    }

    /**
     * An object id as a plain value.
     *
     * @param name name of the parameter
     * @param nullable whether it may be null
     * @return the field
     */
    public static Field objectId(String name, boolean nullable) {
        return object(name, nullable, Map.of(ROLE_KEY, ROLE_OID));
    }

    /**
     * An object that the function reads.
     *
     * @param name name of the parameter
     * @param nullable whether it may be null
     * @return the field
     */
    public static Field objectIn(String name, boolean nullable) {
        return object(name, nullable, Map.of(ROLE_KEY, ROLE_IN));
    }

    /**
     * An object that the function writes.
     *
     * @param name name of the parameter
     * @param nullable whether it may be left out
     * @return the field
     */
    public static Field objectOut(String name, boolean nullable) {
        return object(name, nullable, Map.of(ROLE_KEY, ROLE_OUT));
    }

    /**
     * A tensor that the function reads.
     *
     * @param name name of the parameter
     * @param type element type
     * @param dimensions names of the dimensions, {@code name=N} where a length is fixed; none for a scalar
     * @return the field, not nullable
     */
    public static Field tensorIn(String name, TensorType<?> type, String... dimensions) {
        return tensor(name, type, ROLE_IN, dimensions);
    }

    /**
     * A tensor that the function writes.
     *
     * @param name name of the parameter
     * @param type element type
     * @param dimensions names of the dimensions, {@code name=N} where a length is fixed; none for a scalar
     * @return the field, not nullable
     */
    public static Field tensorOut(String name, TensorType<?> type, String... dimensions) {
        return tensor(name, type, ROLE_OUT, dimensions);
    }

    /**
     * A table that the function reads.
     *
     * @param name name of the parameter
     * @param type its columns
     * @return the field, not nullable
     */
    public static Field tableIn(String name, TableType<?> type) {
        return table(name, type, ROLE_IN);
    }

    /**
     * A table that the function writes.
     *
     * @param name name of the parameter
     * @param type its columns
     * @return the field, not nullable
     */
    public static Field tableOut(String name, TableType<?> type) {
        return table(name, type, ROLE_OUT);
    }

    private static Field table(String name, TableType<?> type, String role) {
        return object(name, false, Map.of(ROLE_KEY, role, TABLE_KEY, SchemaCodec.toBase64(type.schema())));
    }

    /**
     * A tag: an output that says that the function has returned, and nothing else.
     *
     * @param name name of the parameter
     * @return the field, not nullable
     */
    public static Field tagOut(String name) {
        return tensorOut(name, ByteTensor.TYPE);
    }

    /**
     * A parameter that may be null: a value or input that may be missing, or an output that is made only if it is asked
     * for.
     *
     * @param field a parameter
     * @return the same parameter, nullable
     */
    public static Field nullable(Field field) {
        FieldType type = new FieldType(true, field.getType(), field.getDictionary(), field.getMetadata());
        return new Field(field.getName(), type, field.getChildren());
    }

    /**
     * A parameter with metadata of one's own, which callers and processors keep and ignore.
     *
     * @param field a parameter
     * @param metadata what to add; what the parameter has already stays
     * @return the same parameter with more metadata
     * @throws IllegalArgumentException if a key begins with {@code proc:}, which says what the parameter is
     */
    public static Field withMetadata(Field field, Map<String, String> metadata) {
        Map<String, String> all = new TreeMap<>(metadata(field));
        for (Map.Entry<String, String> added : metadata.entrySet()) {
            if (added.getKey().startsWith(RESERVED_KEYS)) {
                throw new IllegalArgumentException("Metadata of parameter '" + field.getName() + "': found the key '"
                        + added.getKey() + "'; keys that begin with '" + RESERVED_KEYS + "' say what a parameter is.");
            }
            all.put(added.getKey(), added.getValue());
        }
        FieldType type = new FieldType(field.isNullable(), field.getType(), field.getDictionary(), all);
        return new Field(field.getName(), type, field.getChildren());
    }

    /**
     * What a field says of its parameter.
     *
     * @param field a field of a call schema
     * @return its metadata: {@code proc:par}, {@code proc:tensor:elem} and so on
     */
    public static Map<String, String> metadata(Field field) {
        return field.getMetadata() == null ? Map.of() : Map.copyOf(field.getMetadata());
    }

    /**
     * The columns of a table parameter.
     *
     * @param field a field of a call schema
     * @return the schema that the table is declared with; empty if the parameter is no table
     * @throws dev.dal.ipc.FormatException if the field is no parameter
     */
    public static Optional<Schema> tableSchema(Field field) {
        return Optional.ofNullable(CallLayout.parameter(0, field).table());
    }

    /**
     * The dimensions of a tensor parameter.
     *
     * @param field a field of a call schema
     * @return their names, {@code name=N} where a length is fixed; none for a scalar; empty if the parameter is no tensor
     * @throws dev.dal.ipc.FormatException if the field is no parameter
     */
    public static Optional<List<String>> dimensionNames(Field field) {
        ParameterLayout parameter = CallLayout.parameter(0, field);
        return parameter.isTensor()
                ? Optional.of(
                        parameter.dimensions().stream().map(Dimension::toString).toList())
                : Optional.empty();
    }

    /**
     * The element type of a tensor parameter.
     *
     * @param field a field of a call schema
     * @return the element type; empty if the parameter is no tensor
     * @throws dev.dal.ipc.FormatException if the field is no parameter
     */
    public static Optional<ElementType> elementType(Field field) {
        return Optional.ofNullable(CallLayout.parameter(0, field).element());
    }

    private static Field tensor(String name, TensorType<?> type, String role, String... dimensions) {
        Arrays.stream(dimensions).forEach(Dimension::parse);
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(ROLE_KEY, role);
        metadata.put(ELEMENT_KEY, type.elementType().schemaName());
        metadata.put(DIMENSIONS_KEY, toJson(dimensions));
        return object(name, false, metadata);
    }

    private static Field object(String name, boolean nullable, Map<String, String> metadata) {
        return new Field(name, new FieldType(nullable, OBJECT_ID_TYPE, null, metadata), List.of());
    }

    private static String toJson(String... words) {
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Words could not be written as JSON: " + Arrays.toString(words), e);
        }
    }
}
