package dev.dal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dal.ipc.FormatException;
import dev.dal.ipc.SchemaCodec;
import dev.dal.tensor.ElementType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** A call schema, decoded once: what caller and processor go by. Immutable. */
final class CallLayout {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String function;
    private final Schema schema;
    private final List<ParameterLayout> parameters;
    private final List<ParameterLayout> inputs;
    private final List<ParameterLayout> outputs;

    private CallLayout(String function, Schema schema, List<ParameterLayout> parameters) {
        this.function = function;
        this.schema = schema;
        this.parameters = List.copyOf(parameters);
        this.inputs = parameters.stream().filter(ParameterLayout::isInput).toList();
        this.outputs = parameters.stream().filter(ParameterLayout::isOutput).toList();
    }

    /**
     * Decodes a call schema.
     *
     * @throws FormatException if the schema is none of a call
     */
    static CallLayout of(Schema schema) {
        List<ParameterLayout> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field field : schema.getFields()) {
            if (!names.add(field.getName())) {
                throw new FormatException(
                        "A call schema has parameters of different names; found '" + field.getName() + "' twice.");
            }
            parameters.add(parameter(parameters.size(), field));
        }
        return new CallLayout(CallSchemas.functionName(schema), schema, parameters);
    }

    /** Name of the function. */
    String function() {
        return function;
    }

    Schema schema() {
        return schema;
    }

    /** The parameters in declaration order. */
    List<ParameterLayout> parameters() {
        return parameters;
    }

    /** The parameters that are objects to be read, in declaration order. */
    List<ParameterLayout> inputs() {
        return inputs;
    }

    /** The parameters that are objects to be written, in declaration order. */
    List<ParameterLayout> outputs() {
        return outputs;
    }

    /** The place of a parameter among the outputs. */
    int outputPlace(int field) {
        for (int place = 0; place < outputs.size(); place++) {
            if (outputs.get(place).index() == field) {
                return place;
            }
        }
        throw new IllegalArgumentException(
                "'" + parameters.get(field).name() + "' of '" + function + "' is no output.");
    }

    /**
     * The parameter of a name.
     *
     * @throws IllegalArgumentException if there is none; says which there are
     */
    ParameterLayout parameter(String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return parameters.get(i);
            }
        }
        throw new IllegalArgumentException("'" + function + "' has no parameter '" + name + "'; found "
                + parameters.stream().map(ParameterLayout::name).toList() + ".");
    }

    @Nullable
    ParameterLayout find(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    static ParameterLayout parameter(int index, Field field) {
        Map<String, String> metadata = field.getMetadata();
        ParameterLayout.Role role = role(field.getName(), metadata.get(Parameters.ROLE_KEY));
        boolean isObject = role != ParameterLayout.Role.VALUE;
        if (isObject && !field.getType().equals(Parameters.OBJECT_ID_TYPE)) {
            throw new FormatException("Parameter '" + field.getName() + "' refers to an object and so has the type "
                    + Parameters.OBJECT_ID_TYPE + "; found " + field.getType() + ".");
        }
        String element = metadata.get(Parameters.ELEMENT_KEY);
        List<Dimension> dimensions =
                element == null ? List.of() : dimensions(field.getName(), metadata.get(Parameters.DIMENSIONS_KEY));
        String table = metadata.get(Parameters.TABLE_KEY);
        return new ParameterLayout(
                index,
                field.getName(),
                role,
                field,
                field.isNullable(),
                element == null ? null : elementType(field.getName(), element),
                dimensions,
                List.copyOf(dimensions.stream().map(Dimension::name).toList()),
                table == null ? null : SchemaCodec.fromBase64(table));
    }

    private static ElementType elementType(String name, String text) {
        try {
            return ElementType.of(text);
        } catch (IllegalArgumentException e) {
            throw new FormatException("Parameter '" + name + "': " + e.getMessage(), e);
        }
    }

    private static ParameterLayout.Role role(String name, @Nullable String text) {
        if (text == null) {
            return ParameterLayout.Role.VALUE;
        }
        return switch (text) {
            case Parameters.ROLE_IN -> ParameterLayout.Role.IN;
            case Parameters.ROLE_OUT -> ParameterLayout.Role.OUT;
            case Parameters.ROLE_OID -> ParameterLayout.Role.OID;
            default ->
                throw new FormatException("Parameter '" + name + "' has the role '" + text + "' under '"
                        + Parameters.ROLE_KEY + "'; expected 'in', 'out' or 'oid'.");
        };
    }

    private static List<Dimension> dimensions(String name, @Nullable String json) {
        try {
            JsonNode node = JSON.readTree(json == null ? "" : json);
            if (!node.isArray()) {
                throw new FormatException("The dimensions of tensor '" + name + "' are a JSON array under '"
                        + Parameters.DIMENSIONS_KEY + "'; found " + json + ".");
            }
            List<Dimension> dimensions = new ArrayList<>();
            node.forEach(each -> dimensions.add(Dimension.parse(each.asText())));
            return List.copyOf(dimensions);
        } catch (JsonProcessingException e) {
            throw new FormatException("The dimensions of tensor '" + name + "' are no JSON: " + json + ".", e);
        }
    }
}
