package dev.dal.table;

import dev.dal.ipc.FormatException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/** The Java type of a record component, or of elements of one, and the column that it stands for. */
abstract class JavaType {

    /** Whether values are objects that stand for a primitive, and may be null. */
    boolean isBoxed() {
        return false;
    }

    /** Whether elements of this type may be null; those of primitive types cannot. */
    boolean isPrimitive() {
        return false;
    }

    /** The Java class of a value. */
    abstract Class<?> javaClass();

    /** The column. */
    abstract Field field(String name, boolean nullable);

    /** A component's value for a cell that is not null. */
    abstract Object value(Object cell, Field field);

    /** A cell for a component's value that is not null. */
    Object toCell(Object value) {
        return value;
    }

    /** A component's value for a cell; fails if it is null and must not be. */
    final @Nullable Object fromCell(@Nullable Object cell, Field field) {
        if (cell != null) {
            return value(cell, field);
        }
        if (!field.isNullable()) {
            throw FormatException.of(
                    "Column '" + field.getName() + "'", "null", "a value; it is declared without nulls");
        }
        return null;
    }

    static Field field(String name, boolean nullable, ArrowType type, List<Field> children) {
        return new Field(name, new FieldType(nullable, type, null), children);
    }

    /**
     * The type of a component.
     *
     * @param type the Java type
     * @param label of the component, for messages
     * @param outer record classes that the component is in
     * @return the type
     * @throws IllegalArgumentException if no column stands for it
     */
    static JavaType of(Type type, String label, Set<Class<?>> outer) {
        if (type instanceof Class<?> plain) {
            return of(plain, label, outer);
        }
        if (type instanceof GenericArrayType array) {
            return new ArrayType(of(array.getGenericComponentType(), label, outer));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], label, outer);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new ListType(of(generic.getActualTypeArguments()[0], label, outer));
        }
        throw unsupported(type, label);
    }

    private static JavaType of(Class<?> type, String label, Set<Class<?>> outer) {
        @Nullable ArrowType arrow = ArrowTypes.of(type);
        if (arrow != null) {
            return new PlainType(type, arrow);
        }
        if (type.isEnum()) {
            return new EnumType(type);
        }
        if (type.isRecord()) {
            return new RecordType(type, RecordShape.of(type, outer));
        }
        if (type.isArray()) {
            return new ArrayType(of(type.getComponentType(), label, outer));
        }
        throw unsupported(type, label);
    }

    private static IllegalArgumentException unsupported(Type type, String label) {
        return new IllegalArgumentException("Component " + label + ": found type " + type.getTypeName()
                + "; expected a primitive or its box, String, byte[], Instant, Duration, LocalDate, ObjectId, an enum, a"
                + " record, or an array or List of these.");
    }

    /** What columns give and take is what components hold. */
    private static final class PlainType extends JavaType {
        private final Class<?> type;
        private final ArrowType arrowType;

        PlainType(Class<?> type, ArrowType arrowType) {
            this.type = type;
            this.arrowType = arrowType;
        }

        @Override
        boolean isBoxed() {
            return Number.class.isAssignableFrom(type) || type == Boolean.class;
        }

        @Override
        boolean isPrimitive() {
            return type.isPrimitive();
        }

        @Override
        Class<?> javaClass() {
            return type;
        }

        @Override
        Field field(String name, boolean nullable) {
            return field(name, nullable, arrowType, List.of());
        }

        @Override
        Object value(Object cell, Field field) {
            return cell;
        }
    }

    /** Constants of an enum by name. */
    private static final class EnumType extends JavaType {
        private final Class<?> type;

        EnumType(Class<?> type) {
            this.type = type;
        }

        @Override
        Class<?> javaClass() {
            return type;
        }

        @Override
        Field field(String name, boolean nullable) {
            return field(name, nullable, ArrowTypes.UTF8, List.of());
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        Object value(Object cell, Field field) {
            return RowReader.constant(field.getName(), (String) cell, (Class) type);
        }
    }
}
