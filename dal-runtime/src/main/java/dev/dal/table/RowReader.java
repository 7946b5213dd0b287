package dev.dal.table;

import dev.dal.ipc.FormatException;
import dev.dal.store.ObjectId;
import java.lang.reflect.Array;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table in the order of its type, for a {@link RowMapper} to read rows from. Rows that are not there
 * end in {@link IndexOutOfBoundsException}, malformed bytes in {@link FormatException}. Immutable and thread-safe.
 */
public final class RowReader {

    private final Column[] columns;

    /**
     * The columns.
     *
     * @param columns in the order of the table's type
     */
    RowReader(Column[] columns) {
        this.columns = columns;
    }

    /**
     * Number of columns.
     *
     * @return columns; those of the table's type, or of the table if its type names none
     */
    public int columnCount() {
        return columns.length;
    }

    /**
     * A column.
     *
     * @param column index of the column
     * @return a view of all rows
     */
    public Column column(int column) {
        return columns[column];
    }

    /**
     * Whether a cell is null.
     *
     * @param column index of the column
     * @param row index of the row
     * @return true if it is
     * @throws IllegalStateException if the table is closed
     */
    public boolean isNull(int column, long row) {
        return columns[column].isNull(row);
    }

    /**
     * A cell of type bool.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public boolean getBoolean(int column, long row) {
        return ((BooleanColumn) columns[column]).get(row);
    }

    /**
     * A cell of type int8 or uint8.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public byte getByte(int column, long row) {
        return ((ByteColumn) columns[column]).get(row);
    }

    /**
     * A cell of type int16 or uint16, or the bits of a float16.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public short getShort(int column, long row) {
        return ((ShortColumn) columns[column]).get(row);
    }

    /**
     * A cell of type int32 or uint32.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public int getInt(int column, long row) {
        return ((IntColumn) columns[column]).get(row);
    }

    /**
     * A cell of type int64 or uint64.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public long getLong(int column, long row) {
        return ((LongColumn) columns[column]).get(row);
    }

    /**
     * A cell of type float32.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public float getFloat(int column, long row) {
        return ((FloatColumn) columns[column]).get(row);
    }

    /**
     * A cell of type float64.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public double getDouble(int column, long row) {
        return ((DoubleColumn) columns[column]).get(row);
    }

    /**
     * A cell of type utf8.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public String getString(int column, long row) {
        return ((StringColumn) columns[column]).get(row);
    }

    /**
     * A cell of type binary or fixed_size_binary.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public byte[] getBytes(int column, long row) {
        return ((BinaryColumn) columns[column]).get(row);
    }

    /**
     * A cell of type fixed_size_binary(20).
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public ObjectId getObjectId(int column, long row) {
        return ((BinaryColumn) columns[column]).getObjectId(row);
    }

    /**
     * A cell of type timestamp.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public Instant getInstant(int column, long row) {
        return ((LongColumn) columns[column]).getInstant(row);
    }

    /**
     * A cell of type duration.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public Duration getDuration(int column, long row) {
        return ((LongColumn) columns[column]).getDuration(row);
    }

    /**
     * A cell of type date32.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public LocalDate getLocalDate(int column, long row) {
        return ((IntColumn) columns[column]).getDate(row);
    }

    /**
     * A cell of type utf8 that names a constant.
     *
     * @param column index of the column
     * @param row index of the row
     * @param constants class of the enum
     * @param <E> class of the enum
     * @return the constant
     * @throws ClassCastException if the column has another type
     * @throws FormatException if there is no constant of that name
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    public <E extends Enum<E>> E getEnum(int column, long row, Class<E> constants) {
        return constant(columns[column].name(), getString(column, row), constants);
    }

    static <E extends Enum<E>> E constant(String column, String name, Class<E> constants) {
        try {
            return Enum.valueOf(constants, name);
        } catch (IllegalArgumentException e) {
            throw new FormatException(
                    "Column '" + column + "': found '" + name + "'; expected one of "
                            + Arrays.toString(constants.getEnumConstants()) + ", the constants of "
                            + constants.getSimpleName() + ".",
                    e);
        }
    }

    /**
     * A cell of type list as an array of primitives, or an array of such arrays.
     *
     * @param column index of the column
     * @param row index of the row
     * @param type class of the array, such as {@code double[].class}
     * @param <A> class of the array
     * @return a fresh array
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell or an element is null, or the table is closed
     */
    public <A> A getArray(int column, long row, Class<A> type) {
        return type.cast(array(((ListColumn) columns[column]).get(row), type.getComponentType()));
    }

    private static Object array(Column elements, Class<?> componentType) {
        if (componentType.isPrimitive()) {
            return primitives(elements);
        }
        ListColumn lists = (ListColumn) elements;
        Object array = Array.newInstance(componentType, lists.arrayLength());
        for (int i = 0; i < lists.length(); i++) {
            Array.set(array, i, array(lists.get(i), componentType.getComponentType()));
        }
        return array;
    }

    private static Object primitives(Column elements) {
        if (elements instanceof BooleanColumn booleans) {
            return booleans.toArray();
        } else if (elements instanceof ByteColumn bytes) {
            return bytes.toArray();
        } else if (elements instanceof ShortColumn shorts) {
            return shorts.toArray();
        } else if (elements instanceof IntColumn ints) {
            return ints.toArray();
        } else if (elements instanceof LongColumn longs) {
            return longs.toArray();
        } else if (elements instanceof FloatColumn floats) {
            return floats.toArray();
        }
        return ((DoubleColumn) elements).toArray();
    }

    /**
     * A cell of type list as a list, with lists in it as lists.
     *
     * @param column index of the column
     * @param row index of the row
     * @param <E> class of the elements, as {@link Column#getObject} gives them; not checked
     * @return an unmodifiable list
     * @throws ClassCastException if the column has another type
     * @throws IllegalStateException if the cell is null or the table is closed
     */
    @SuppressWarnings("unchecked")
    public <E> List<E> getList(int column, long row) {
        return (List<E>) ((ListColumn) columns[column]).get(row).toList();
    }

    /**
     * A cell of any type.
     *
     * @param column index of the column
     * @param row index of the row
     * @return what {@link Column#getObject} gives
     * @throws IllegalArgumentException if columns of its type cannot be read
     * @throws IllegalStateException if the table is closed
     */
    public @Nullable Object getObject(int column, long row) {
        return columns[column].getObject(row);
    }
}
