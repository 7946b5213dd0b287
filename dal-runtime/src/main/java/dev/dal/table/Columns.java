package dev.dal.table;

import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Columns of tables by the Java types that their cells have. The schemas that dal-processor generates are made of them. */
public final class Columns {

    /** What pyarrow calls the elements of a list. */
    static final String ITEM = "item";

    private Columns() {}

    /**
     * A column without nulls.
     *
     * @param name name of the column
     * @param type boolean, byte, short, int, long, float or double, String (utf8, also for enums), byte[] (binary),
     *     {@link java.time.Instant} (nanoseconds, UTC), {@link java.time.Duration} (nanoseconds),
     *     {@link java.time.LocalDate} (date32) or {@link dev.dal.store.ObjectId} (fixed_size_binary(20))
     * @return the column
     * @throws IllegalArgumentException if no column stands for the type
     */
    public static Field of(String name, Class<?> type) {
        return field(name, false, arrowType(name, type), List.of());
    }

    /**
     * A column that may have nulls.
     *
     * @param name name of the column
     * @param type as for {@link #of}
     * @return the column
     * @throws IllegalArgumentException if no column stands for the type
     */
    public static Field nullable(String name, Class<?> type) {
        return field(name, true, arrowType(name, type), List.of());
    }

    /**
     * A column of lists, without nulls.
     *
     * @param name name of the column
     * @param element a column whose type, and whether there may be nulls, is that of the elements
     * @return the column
     */
    public static Field listOf(String name, Field element) {
        return field(name, false, ArrowType.List.INSTANCE, List.of(renamed(element)));
    }

    /**
     * A column of lists that may have nulls.
     *
     * @param name name of the column
     * @param element a column whose type, and whether there may be nulls, is that of the elements
     * @return the column
     */
    public static Field nullableListOf(String name, Field element) {
        return field(name, true, ArrowType.List.INSTANCE, List.of(renamed(element)));
    }

    private static Field renamed(Field element) {
        return field(ITEM, element.isNullable(), element.getType(), element.getChildren());
    }

    private static Field field(String name, boolean nullable, ArrowType type, List<Field> children) {
        return new Field(Objects.requireNonNull(name, "name"), new FieldType(nullable, type, null), children);
    }

    private static ArrowType arrowType(String name, Class<?> type) {
        ArrowType found = ArrowTypes.of(type);
        if (found == null) {
            throw new IllegalArgumentException("Column '" + name + "': found type " + type.getTypeName()
                    + "; expected a primitive, String, byte[], Instant, Duration, LocalDate or ObjectId.");
        }
        return found;
    }
}
