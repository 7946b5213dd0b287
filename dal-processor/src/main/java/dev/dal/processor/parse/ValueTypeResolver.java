package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import dev.dal.processor.model.RuntimeNames;
import dev.dal.processor.model.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Which values a Java type stands for. */
final class ValueTypeResolver {

    /** The types that a parameter without annotation may have, for messages. */
    static final String LEGAL = "boolean, byte, short, int, long, float, double or a boxed one, String, byte[],"
            + " Instant, Duration, LocalDate, ObjectId, an enum, Tag, CallContext, a tensor with @TensorIn or @TensorOut,"
            + " a table with @TableIn or @TableOut, or an object with @ObjectIn or @ObjectOut";

    private static final Map<ClassName, ValueType> CLASSES = Map.ofEntries(
            Map.entry(ClassName.get(Boolean.class), ValueType.BOOL),
            Map.entry(ClassName.get(Byte.class), ValueType.INT8),
            Map.entry(ClassName.get(Short.class), ValueType.INT16),
            Map.entry(ClassName.get(Integer.class), ValueType.INT32),
            Map.entry(ClassName.get(Long.class), ValueType.INT64),
            Map.entry(ClassName.get(Float.class), ValueType.FLOAT32),
            Map.entry(ClassName.get(Double.class), ValueType.FLOAT64),
            Map.entry(ClassName.get(String.class), ValueType.UTF8),
            Map.entry(ClassName.get(Instant.class), ValueType.TIMESTAMP),
            Map.entry(ClassName.get(Duration.class), ValueType.DURATION),
            Map.entry(ClassName.get(LocalDate.class), ValueType.DATE32),
            Map.entry(RuntimeNames.OBJECT_ID, ValueType.OBJECT_ID));

    private ValueTypeResolver() {}

    /**
     * Finds the type.
     *
     * @return the type, or nothing if such values cannot be passed
     */
    static Optional<ValueType> resolve(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN -> Optional.of(ValueType.BOOL);
            case BYTE -> Optional.of(ValueType.INT8);
            case SHORT -> Optional.of(ValueType.INT16);
            case INT -> Optional.of(ValueType.INT32);
            case LONG -> Optional.of(ValueType.INT64);
            case FLOAT -> Optional.of(ValueType.FLOAT32);
            case DOUBLE -> Optional.of(ValueType.FLOAT64);
            case ARRAY ->
                MoreTypes.asArray(type).getComponentType().getKind() == TypeKind.BYTE
                        ? Optional.of(ValueType.BINARY)
                        : Optional.empty();
            case DECLARED -> resolveClass(type);
            default -> Optional.empty();
        };
    }

    private static Optional<ValueType> resolveClass(TypeMirror type) {
        if (MoreTypes.asElement(type).getKind() == ElementKind.ENUM) {
            return Optional.of(ValueType.ENUM);
        }
        return TypeNames.classOf(type).map(CLASSES::get);
    }
}
