package dev.dal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dal.ipc.FormatException;
import dev.dal.ipc.SchemaCodec;
import dev.dal.ipc.TypeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Call schemas as JSON, in the form that docs/contract.md specifies. */
final class SchemaJson {

    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaJson() {}

    static String write(List<Schema> schemas) {
        ObjectNode document = JSON.createObjectNode().put("format", FORMAT);
        ArrayNode functions = document.putArray("functions");
        for (Schema schema : schemas) {
            CallLayout layout = CallLayout.of(schema);
            ObjectNode function = functions.addObject().put("name", layout.function());
            putMetadata(function, schema.getCustomMetadata(), List.of(CallSchemas.FUNCTION_KEY));
            ArrayNode parameters = function.putArray("parameters");
            layout.parameters().forEach(parameter -> write(parameters.addObject(), parameter));
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Schemas could not be written as JSON: " + schemas, e);
        }
    }

    private static void write(ObjectNode node, ParameterLayout parameter) {
        Field field = parameter.field();
        node.put("name", parameter.name());
        if (parameter.role() == ParameterLayout.Role.VALUE) {
            writeType(node, field);
        } else {
            node.put("role", parameter.role().schemaName());
        }
        if (parameter.element() != null) {
            node.put("tensor", parameter.element().schemaName());
            ArrayNode dimensions = node.putArray("dimensions");
            parameter.dimensions().forEach(dimension -> dimensions.add(dimension.toString()));
        }
        if (parameter.table() != null) {
            ArrayNode columns = node.putArray("table");
            parameter.table().getFields().forEach(column -> writeColumn(columns.addObject(), column));
            putMetadata(node, "tableMetadata", parameter.table().getCustomMetadata(), List.of());
        }
        writeNullable(node, field);
        putMetadata(
                node,
                field.getMetadata(),
                List.of(Parameters.ROLE_KEY, Parameters.ELEMENT_KEY, Parameters.DIMENSIONS_KEY, Parameters.TABLE_KEY));
    }

    private static void writeColumn(ObjectNode node, Field column) {
        node.put("name", column.getName());
        writeType(node, column);
        writeNullable(node, column);
        putMetadata(node, column.getMetadata(), List.of());
    }

    private static void writeType(ObjectNode node, Field field) {
        TypeNames.of(field.getType())
                .ifPresentOrElse(
                        name -> node.put("type", name), () -> node.set("type", JSON.valueToTree(field.getType())));
        if (!field.getChildren().isEmpty()) {
            ArrayNode children = node.putArray("children");
            field.getChildren().forEach(child -> writeColumn(children.addObject(), child));
        }
    }

    private static void writeNullable(ObjectNode node, Field field) {
        if (field.isNullable()) {
            node.put("nullable", true);
        }
    }

    private static void putMetadata(ObjectNode node, @Nullable Map<String, String> metadata, List<String> without) {
        putMetadata(node, "metadata", metadata, without);
    }

    private static void putMetadata(
            ObjectNode node, String key, @Nullable Map<String, String> metadata, List<String> without) {
        Map<String, String> others = new TreeMap<>(metadata == null ? Map.of() : metadata);
        without.forEach(others::remove);
        if (!others.isEmpty()) {
            ObjectNode all = node.putObject(key);
            others.forEach(all::put);
        }
    }

    static List<Schema> read(String json) {
        JsonNode document;
        try {
            document = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new FormatException("A contract is a JSON document: " + e.getOriginalMessage(), e);
        }
        if (document.path("format").asInt() != FORMAT) {
            throw new FormatException(
                    "A contract has \"format\": " + FORMAT + "; found " + document.path("format") + ".");
        }
        List<Schema> schemas = new ArrayList<>();
        for (JsonNode function : array(document, "functions")) {
            schemas.add(readFunction(function));
        }
        return List.copyOf(schemas);
    }

    private static Schema readFunction(JsonNode node) {
        List<Field> parameters = new ArrayList<>();
        array(node, "parameters").forEach(parameter -> parameters.add(readParameter(parameter)));
        Schema schema;
        try {
            schema = CallSchemas.function(text(node, "name"), parameters, metadata(node, "metadata"));
        } catch (IllegalArgumentException e) {
            throw new FormatException(String.valueOf(e.getMessage()), e);
        }
        CallLayout.of(schema); // checks that it is a call schema
        return schema;
    }

    private static Field readParameter(JsonNode node) {
        Map<String, String> metadata = metadata(node, "metadata");
        if (!node.has("role")) {
            return readColumn(node);
        }
        metadata.put(Parameters.ROLE_KEY, text(node, "role"));
        if (node.has("tensor")) {
            metadata.put(Parameters.ELEMENT_KEY, text(node, "tensor"));
            metadata.put(Parameters.DIMENSIONS_KEY, array(node, "dimensions").toString());
        }
        if (node.has("table")) {
            List<Field> columns = new ArrayList<>();
            array(node, "table").forEach(column -> columns.add(readColumn(column)));
            Schema table = new Schema(columns, metadata(node, "tableMetadata"));
            metadata.put(Parameters.TABLE_KEY, SchemaCodec.toBase64(table));
        }
        return field(node, Parameters.OBJECT_ID_TYPE, metadata, List.of());
    }

    private static Field readColumn(JsonNode node) {
        List<Field> children = new ArrayList<>();
        if (node.has("children")) {
            array(node, "children").forEach(child -> children.add(readColumn(child)));
        }
        return field(node, readType(node), metadata(node, "metadata"), children);
    }

    private static ArrowType readType(JsonNode node) {
        if (!node.path("type").isObject()) {
            return TypeNames.parse(text(node, "type"));
        }
        try {
            return JSON.treeToValue(node.get("type"), ArrowType.class);
        } catch (JsonProcessingException e) {
            throw new FormatException("Arrow knows no such type: " + node.get("type") + ".", e);
        }
    }

    private static Field field(JsonNode node, ArrowType type, Map<String, String> metadata, List<Field> children) {
        boolean nullable = node.path("nullable").asBoolean();
        return new Field(text(node, "name"), new FieldType(nullable, type, null, metadata), children);
    }

    private static Map<String, String> metadata(JsonNode node, String key) {
        Map<String, String> metadata = new HashMap<>();
        Iterator<Map.Entry<String, JsonNode>> entries = node.path(key).fields();
        entries.forEachRemaining(
                entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
        return metadata;
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new FormatException("Expected a text under \"" + key + "\"; found " + node + ".");
        }
        return value.textValue();
    }

    private static JsonNode array(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isArray()) {
            throw new FormatException("Expected an array under \"" + key + "\"; found " + node + ".");
        }
        return value;
    }
}
