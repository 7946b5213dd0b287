package dev.dal.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dal.ipc.FormatException;
import dev.dal.ipc.SchemaCodec;
import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.Schema;

/** The declaration object of a namespace: schema messages and an end marker (dal-format.md section 1). */
final class NamespaceDeclaration {

    /** Schema metadata key of a processing function's name. */
    static final String FUNCTION_KEY = "proc:func";

    private static final String VERSION_KEY = "dal:version";
    private static final String EPOCH_KEY = "dal:epoch";
    private static final String OWNED_KEY = "dal:owned";
    private static final String VERSION = "1";
    private static final String NO_EPOCH = "00000000";
    private static final Pattern EPOCH_FORM = Pattern.compile("[0-9a-fA-F]{8}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private NamespaceDeclaration() {}

    static byte[] encode(NamespaceInfo info) {
        List<Schema> schemas = new ArrayList<>();
        schemas.add(new Schema(List.of(), metadata(info)));
        schemas.addAll(info.functions());
        return SchemaCodec.encodeAll(schemas);
    }

    /** What a declaration says beside the functions. */
    static Map<String, String> metadata(NamespaceInfo info) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(NamespaceInfo.NAME_KEY, info.name());
        metadata.put(NamespaceInfo.PID_KEY, Long.toString(info.pid()));
        metadata.put(NamespaceInfo.ARGV_KEY, argvToJson(info.argv()));
        metadata.put(VERSION_KEY, VERSION);
        metadata.put(EPOCH_KEY, ObjectIds.prefixHex(info.epoch()));
        metadata.put(OWNED_KEY, info.owned() ? "1" : "0");
        return metadata;
    }

    /**
     * Reads a declaration.
     *
     * @throws FormatException if it is malformed or of another version
     */
    static NamespaceInfo decode(int prefix, Region data) {
        List<Schema> schemas = SchemaCodec.decodeAll(data);
        if (schemas.isEmpty()) {
            throw new FormatException("A declaration begins with the schema of its namespace; found none.");
        }
        Map<String, String> metadata = schemas.get(0).getCustomMetadata();
        String version = metadata.getOrDefault(VERSION_KEY, VERSION);
        if (!version.equals(VERSION)) {
            throw new FormatException("The declaration has version " + version + "; this library reads version "
                    + VERSION + ". Use the same version on both sides.");
        }
        String name = metadata.get(NamespaceInfo.NAME_KEY);
        if (name == null) {
            throw new FormatException("The declaration has no key '" + NamespaceInfo.NAME_KEY + "'.");
        }
        return new NamespaceInfo(
                prefix,
                name,
                pid(metadata.getOrDefault(NamespaceInfo.PID_KEY, "-1")),
                argvFromJson(metadata.getOrDefault(NamespaceInfo.ARGV_KEY, "[]")),
                epoch(metadata.getOrDefault(EPOCH_KEY, NO_EPOCH)),
                "1".equals(metadata.get(OWNED_KEY)),
                functions(schemas));
    }

    private static List<Schema> functions(List<Schema> schemas) {
        List<Schema> functions = schemas.subList(1, schemas.size());
        long names = functions.stream()
                .map(schema -> schema.getCustomMetadata().get(FUNCTION_KEY))
                .filter(name -> name != null && !name.isEmpty())
                .distinct()
                .count();
        if (names != functions.size()) {
            throw new FormatException("A declaration has " + functions.size() + " functions but " + names
                    + " different names under '" + FUNCTION_KEY + "'.");
        }
        return functions;
    }

    private static long pid(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new FormatException(
                    "The declaration's '" + NamespaceInfo.PID_KEY + "' is '" + text + "'; expected a number.", e);
        }
    }

    private static int epoch(String text) {
        if (!EPOCH_FORM.matcher(text).matches()) {
            throw new FormatException(
                    "The declaration's '" + EPOCH_KEY + "' is '" + text + "'; expected 8 hexadecimal digits.");
        }
        return Integer.parseUnsignedInt(text, 16);
    }

    private static String argvToJson(List<String> argv) {
        try {
            return JSON.writeValueAsString(argv);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A list of strings could not be written as JSON: " + argv, e);
        }
    }

    private static List<String> argvFromJson(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (!node.isArray()) {
                throw new FormatException(
                        "The declaration's '" + NamespaceInfo.ARGV_KEY + "' is no JSON array: " + json);
            }
            List<String> argv = new ArrayList<>();
            node.forEach(word -> argv.add(word.asText()));
            return argv;
        } catch (JsonProcessingException e) {
            throw new FormatException("The declaration's '" + NamespaceInfo.ARGV_KEY + "' is no JSON: " + json, e);
        }
    }
}
