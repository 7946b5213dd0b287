package dev.dal.interop;

import dev.dal.store.memory.Region;
import dev.dal.tensor.Tensor;
import dev.dal.tensor.TensorType;
import dev.dal.value.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A text that says of a value what it is; the script value_text.py makes the same of the same value. */
final class ValueText {

    private ValueText() {}

    static String of(Object value) {
        if (value == null) {
            return "none";
        } else if (value instanceof Boolean bool) {
            return "bool " + bool;
        } else if (value instanceof Double || value instanceof Float) {
            double real = ((Number) value).doubleValue();
            return "float " + HexFormat.of().toHexDigits(Double.doubleToRawLongBits(real));
        } else if (value instanceof Number number) {
            return "int " + number;
        } else if (value instanceof String text) {
            return "str " + hex(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof byte[] bytes) {
            return "bytes " + hex(bytes);
        } else if (value instanceof LocalDateTime time) {
            return "datetime " + ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time);
        } else if (value instanceof List<?> list) {
            return "list " + all(list);
        } else if (value instanceof Tuple tuple) {
            return "tuple " + all(tuple.elements());
        } else if (value instanceof Set<?> set) {
            return "set " + set.stream().map(ValueText::of).sorted().toList();
        } else if (value instanceof Map<?, ?> map) {
            return "dict "
                    + map.entrySet().stream()
                            .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                            .toList();
        } else if (value instanceof Tensor tensor) {
            return "array " + tensor.type().elementType().name().toLowerCase(Locale.ROOT) + " "
                    + Arrays.toString(tensor.shape().lengths()) + " " + elements(tensor.type(), tensor);
        } else if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return "buffer " + hex(bytes);
        }
        return "unexpected " + value.getClass() + " " + value;
    }

    private static String all(Collection<?> values) {
        return values.stream().map(ValueText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    private static <T extends Tensor> String elements(TensorType<T> type, Tensor tensor) {
        Region bytes = Region.allocate(type.sizeBytes(tensor.shape()));
        type.copy(type.tensorClass().cast(tensor), bytes);
        return hex(bytes.bytes(0, (int) bytes.length()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
