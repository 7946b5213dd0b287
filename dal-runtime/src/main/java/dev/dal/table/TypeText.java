package dev.dal.table;

import dev.dal.ipc.TypeNames;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Types of columns as text, such as {@code list<float64>}, and what is to be said of those that do not fit. */
final class TypeText {

    private TypeText() {}

    /**
     * The type of a column.
     *
     * @param field the column
     * @return the type, with those of children
     */
    static String of(Field field) {
        ArrowType type = field.getType();
        return switch (type.getTypeID()) {
            case List, Struct -> name(type) + children(field);
            default -> name(type);
        };
    }

    private static String name(ArrowType type) {
        return TypeNames.of(type).orElseGet(type::toString);
    }

    /**
     * The columns of a table.
     *
     * @param schema the columns
     * @return names and types
     */
    static String of(Schema schema) {
        return schema.getFields().stream()
                .map(field -> field.getName() + ": " + of(field) + (field.isNullable() ? "" : " not null"))
                .collect(Collectors.joining(", ", "table<", ">"));
    }

    private static String children(Field field) {
        boolean named = field.getType() instanceof ArrowType.Struct;
        return field.getChildren().stream()
                .map(child -> (named ? child.getName() + ": " : "") + of(child))
                .collect(Collectors.joining(", ", "<", ">"));
    }

    /**
     * Whether two columns have the same type. Members of structs are matched by name. Names of columns and elements, and
     * nullability, do not matter.
     *
     * @param one a column
     * @param other another
     * @return true if so
     */
    static boolean sameType(Field one, Field other) {
        List<Field> mine = one.getChildren();
        List<Field> theirs = other.getChildren();
        if (!one.getType().equals(other.getType()) || mine.size() != theirs.size()) {
            return false;
        }
        boolean named = one.getType() instanceof ArrowType.Struct;
        return IntStream.range(0, mine.size())
                .allMatch(i -> named
                        ? theirs.stream().anyMatch(member -> sameMember(mine.get(i), member))
                        : sameType(mine.get(i), theirs.get(i)));
    }

    private static boolean sameMember(Field one, Field other) {
        return one.getName().equals(other.getName()) && sameType(one, other);
    }

    /**
     * The failure of an access that does not fit a column's type.
     *
     * @param field the column
     * @param expected what it was taken for
     * @return the exception to throw
     */
    static IllegalArgumentException mismatch(Field field, String expected) {
        return new IllegalArgumentException(
                "Column '" + field.getName() + "': found " + of(field) + "; expected " + expected + ".");
    }

    /**
     * A column of an expected class.
     *
     * @param column the column
     * @param expected the class
     * @param <C> the class
     * @return the same column
     * @throws IllegalArgumentException if it has another class
     */
    static <C extends Column> C cast(Column column, Class<C> expected) {
        if (!expected.isInstance(column)) {
            throw new IllegalArgumentException("Column '" + column.name() + "': found " + of(column.field())
                    + ", which is a " + column.getClass().getSimpleName() + "; expected a " + expected.getSimpleName()
                    + ".");
        }
        return expected.cast(column);
    }
}
