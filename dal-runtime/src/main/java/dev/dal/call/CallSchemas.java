package dev.dal.call;

import dev.dal.ipc.FormatException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Call schemas: an Arrow schema with the name of a function and one field per parameter (dal-format.md section 2). */
public final class CallSchemas {

    static final String FUNCTION_KEY = "proc:func";

    private CallSchemas() {}

    /**
     * The schema of a processing function.
     *
     * @param name name of the function
     * @param parameters its parameters in declaration order, see {@link Parameters}
     * @return the call schema
     */
    public static Schema function(String name, Field... parameters) {
        return function(name, List.of(parameters), Map.of());
    }

    /**
     * The schema of a processing function with metadata of its own.
     *
     * @param name name of the function
     * @param parameters its parameters in declaration order, see {@link Parameters}
     * @param metadata further schema metadata, kept and ignored by callers and processors
     * @return the call schema
     * @throws IllegalArgumentException if the name is empty or two parameters have the same name
     */
    public static Schema function(String name, List<Field> parameters, Map<String, String> metadata) {
        long names = parameters.stream().map(Field::getName).distinct().count();
        if (name.isEmpty() || names != parameters.size()) {
            throw new IllegalArgumentException("A function needs a name and parameters of different names; found '"
                    + name + "' with " + parameters.stream().map(Field::getName).toList() + ".");
        }
        Map<String, String> all = new HashMap<>(metadata);
        all.put(FUNCTION_KEY, name);
        return new Schema(parameters, all);
    }

    /**
     * Call schemas as JSON, in the form of the contracts that the annotation processor writes (docs/contract.md).
     *
     * @param schemas call schemas
     * @return a JSON document that {@link #fromJson} reads
     * @throws FormatException if one of them is no call schema
     */
    public static String toJson(List<Schema> schemas) {
        return SchemaJson.write(schemas);
    }

    /**
     * Reads call schemas from JSON: what {@link #toJson} has written, or a contract {@code META-INF/dal/<interface>.json}.
     *
     * @param json the document
     * @return the call schemas in the order of the document
     * @throws FormatException if the document has another form, or describes no call schemas
     */
    public static List<Schema> fromJson(String json) {
        return SchemaJson.read(json);
    }

    /**
     * The name of the function that a call schema belongs to.
     *
     * @param schema a call schema
     * @return the name
     * @throws FormatException if the schema has none
     */
    public static String functionName(Schema schema) {
        String name = schema.getCustomMetadata().get(FUNCTION_KEY);
        if (name == null || name.isEmpty()) {
            throw new FormatException("A call schema names its function under '" + FUNCTION_KEY
                    + "'; found the metadata " + schema.getCustomMetadata() + ".");
        }
        return name;
    }
}
