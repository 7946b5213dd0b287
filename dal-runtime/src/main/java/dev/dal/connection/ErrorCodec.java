package dev.dal.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dal.store.memory.Region;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Error objects: metadata {@code dal:error}, data a JSON object (dal-format.md section 6). */
final class ErrorCodec {

    /** Most characters of message in a shortened error. */
    static final int SHORT_MESSAGE_LENGTH = 1000;

    /** Most characters of each name in a shortened error, so that it fits however it is escaped. */
    static final int SHORT_NAME_LENGTH = 250;

    private static final String METADATA_TEXT = "dal:error";
    private static final int LONGEST_BYTES = 16 * 1024;
    /** Peers may write longer errors than this library, but not for ever. */
    private static final int LONGEST_READ_BYTES = 16 << 20;

    /** Causes of causes are written and read so far. */
    static final int DEEPEST_CAUSE = 50;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorCodec() {}

    /** The object metadata that mark an error object. */
    static byte[] metadata() {
        return METADATA_TEXT.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Whether an object is an error object.
     *
     * @throws FormatMismatchException if its metadata are neither empty nor those of an error
     */
    static boolean isError(Region metadata) {
        if (metadata.length() == 0) {
            return false;
        }
        int length = (int) Math.min(metadata.length(), LONGEST_BYTES);
        String text = new String(metadata.bytes(0, length), StandardCharsets.UTF_8);
        if (!text.equals(METADATA_TEXT)) {
            throw new FormatMismatchException("The object carries the metadata '" + text + "'; expected none, or '"
                    + METADATA_TEXT + "'. It was written by another kind of program.");
        }
        return true;
    }

    /** The data of an error object, shortened where it would be longer than 16 KiB. */
    static byte[] encode(ProcessingError error) {
        byte[] whole = write(error);
        return whole.length <= LONGEST_BYTES ? whole : write(error.shortened());
    }

    private static byte[] write(ProcessingError error) {
        try {
            // By way of a string, which alone replaces halves of characters, so that these are bytes of UTF-8.
            return JSON.writeValueAsString(toJson(error, 0)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error could not be written as JSON: " + error, e);
        }
    }

    private static ObjectNode toJson(ProcessingError error, int depth) {
        ObjectNode node = JSON.createObjectNode();
        node.put("kind", error.kind());
        if (!error.type().isEmpty()) {
            node.put("type", error.type());
        }
        node.put("message", error.message());
        node.put("function", error.function());
        node.put("processor", error.processor());
        if (!error.stack().isEmpty()) {
            ArrayNode stack = node.putArray("stack");
            error.stack().forEach(stack::add);
        }
        if (error.cause() != null && depth < DEEPEST_CAUSE) {
            node.set("cause", toJson(error.cause(), depth + 1));
        }
        if (!error.suppressed().isEmpty() && depth < DEEPEST_CAUSE) {
            ArrayNode suppressed = node.putArray("suppressed");
            error.suppressed().forEach(each -> suppressed.add(toJson(each, depth + 1)));
        }
        error.others().forEach((key, json) -> node.set(key, parsed(json)));
        return node;
    }

    /** The value of a key that this version does not know, as another peer wrote it. */
    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(json);
        }
    }

    /**
     * Reads the data of an error object.
     *
     * @throws FormatMismatchException if it is not a JSON object
     */
    static ProcessingError decode(Region data) {
        if (data.length() > LONGEST_READ_BYTES) {
            throw new FormatMismatchException("An error object of " + data.length()
                    + " bytes is no error object; expected at most " + LONGEST_READ_BYTES + " bytes.");
        }
        try {
            JsonNode node = JSON.readTree(data.bytes(0, (int) data.length()));
            if (node == null || !node.isObject()) {
                throw new FormatMismatchException("An error object does not contain a JSON object; found: " + node);
            }
            return fromJson(node, 0);
        } catch (java.io.IOException e) {
            throw new FormatMismatchException("An error object does not contain JSON: " + e.getMessage(), e);
        }
    }

    private static ProcessingError fromJson(JsonNode node, int depth) {
        List<String> stack = new ArrayList<>();
        node.path("stack").forEach(line -> stack.add(line.asText()));
        List<ProcessingError> suppressed = new ArrayList<>();
        if (depth < DEEPEST_CAUSE) {
            node.path("suppressed").forEach(each -> suppressed.add(fromJson(each, depth + 1)));
        }
        return new ProcessingError(
                node.path("kind").asText("Failed"),
                node.path("type").asText(""),
                node.path("message").asText(""),
                node.path("function").asText(""),
                node.path("processor").asText(""),
                stack,
                causeFromJson(node.path("cause"), depth),
                suppressed,
                unknownKeys(node));
    }

    private static @Nullable ProcessingError causeFromJson(JsonNode cause, int depth) {
        return cause.isObject() && depth < DEEPEST_CAUSE ? fromJson(cause, depth + 1) : null;
    }

    private static Map<String, String> unknownKeys(JsonNode node) {
        Map<String, String> others = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> entries = node.fields(); entries.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = entries.next();
            switch (entry.getKey()) {
                case "kind", "type", "message", "function", "processor", "stack", "cause", "suppressed" -> {}
                default -> others.put(entry.getKey(), entry.getValue().toString());
            }
        }
        return others;
    }
}
