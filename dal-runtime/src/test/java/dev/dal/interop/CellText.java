package dev.dal.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dal.store.ObjectId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Cells of tables as the text that tables.py says. */
final class CellText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CellText() {}

    static JsonNode of(Object cell) {
        if (cell == null) {
            return JSON.nullNode();
        } else if (cell instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(each -> array.add(of(each)));
            return array;
        } else if (cell instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((name, value) -> object.set((String) name, of(value)));
            return object;
        } else if (cell instanceof Boolean value) {
            return JSON.booleanNode(value);
        }
        return JSON.textNode(text(cell));
    }

    private static String text(Object cell) {
        if (cell instanceof Float || cell instanceof Double) {
            return HexFormat.of().toHexDigits(Double.doubleToLongBits(((Number) cell).doubleValue()));
        } else if (cell instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (cell instanceof LocalDate date) {
            return Long.toString(date.toEpochDay());
        } else if (cell instanceof LocalDateTime time) {
            return nanos(time.toEpochSecond(ZoneOffset.UTC), time.getNano());
        } else if (cell instanceof Instant time) {
            return nanos(time.getEpochSecond(), time.getNano());
        } else if (cell instanceof Duration duration) {
            return nanos(duration.getSeconds(), duration.getNano());
        }
        assert cell instanceof Number || cell instanceof String || cell instanceof ObjectId : cell.getClass();
        return cell.toString();
    }

    private static String nanos(long seconds, int nanos) {
        return BigInteger.valueOf(seconds)
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(nanos))
                .toString();
    }
}
