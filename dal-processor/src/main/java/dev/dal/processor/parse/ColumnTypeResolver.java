package dev.dal.processor.parse;

import com.google.auto.common.MoreTypes;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.dal.processor.model.ColumnType;
import dev.dal.processor.model.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Which column a Java type stands for. */
final class ColumnTypeResolver {

    /** The types that a component of a record may have, for messages. */
    static final String LEGAL =
            "a primitive (but char) or its box, String, byte[], Instant, Duration, LocalDate, ObjectId,"
                    + " an enum, an array of such primitives such as double[] or long[][], or a List of such objects but enums, such"
                    + " as List<String>";

    private static final ClassName LIST = ClassName.get(List.class);

    private static final Map<TypeName, ValueType> PRIMITIVES = Map.of(
            TypeName.BOOLEAN, ValueType.BOOL,
            TypeName.BYTE, ValueType.INT8,
            TypeName.SHORT, ValueType.INT16,
            TypeName.INT, ValueType.INT32,
            TypeName.LONG, ValueType.INT64,
            TypeName.FLOAT, ValueType.FLOAT32,
            TypeName.DOUBLE, ValueType.FLOAT64);

    private ColumnTypeResolver() {}

    /**
     * Finds the type of a column.
     *
     * @return the type, or nothing if no column has such cells
     */
    static Optional<ColumnType> resolve(TypeMirror type) {
        Optional<ColumnType> value = value(type);
        if (value.isPresent()) {
            return value;
        }
        return type.getKind() == TypeKind.ARRAY ? array(type) : list(type);
    }

    private static Optional<ColumnType> value(TypeMirror type) {
        TypeName name = TypeName.get(type);
        if (name.isBoxedPrimitive()) {
            return Optional.ofNullable(PRIMITIVES.get(name.unbox()))
                    .map(unboxed -> new ColumnType.Value(unboxed, name.unbox(), true));
        }
        return ValueTypeResolver.resolve(type).map(value -> new ColumnType.Value(value, name, false));
    }

    private static Optional<ColumnType> array(TypeMirror type) {
        TypeMirror component = MoreTypes.asArray(type).getComponentType();
        boolean ofArrays = component.getKind() == TypeKind.ARRAY;
        boolean ofBytes =
                ofArrays && MoreTypes.asArray(component).getComponentType().getKind() == TypeKind.BYTE;
        Optional<ColumnType> element = ofArrays ? array(component) : value(component);
        return element.filter(
                        found -> !ofBytes && (ofArrays || component.getKind().isPrimitive()))
                .map(found -> new ColumnType.Array(TypeName.get(type), found));
    }

    private static Optional<ColumnType> list(TypeMirror type) {
        if (!TypeNames.isA(type, LIST)
                || MoreTypes.asDeclared(type).getTypeArguments().size() != 1) {
            return Optional.empty();
        }
        TypeMirror argument = MoreTypes.asDeclared(type).getTypeArguments().get(0);
        return element(argument).map(ColumnType.ListOf::new);
    }

    private static Optional<ColumnType> element(TypeMirror type) {
        return value(type).or(() -> list(type)).filter(found -> !isEnum(found));
    }

    /** Whether a List of such elements is a column. */
    static boolean isElement(TypeMirror type) {
        return element(type).isPresent();
    }

    private static boolean isEnum(ColumnType type) {
        return type instanceof ColumnType.Value value && value.type() == ValueType.ENUM;
    }
}
