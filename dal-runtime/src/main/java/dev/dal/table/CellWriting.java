package dev.dal.table;

import dev.dal.ipc.ColumnKind;
import dev.dal.ipc.ColumnWriter;
import dev.dal.store.ObjectId;
import dev.dal.tensor.Float16;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects into cells of any type: what {@link Column#getObject} gives, and what can stand for it without loss,
 * such as an Integer for int64, a constant of an enum for utf8, an array for a list. For this library's own packages.
 */
public final class CellWriting {

    private static final BigInteger MAX_UINT64 = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);

    private CellWriting() {}

    /**
     * Writes a cell.
     *
     * @param column the column of one batch
     * @param row index of the row
     * @param value the value, or null for none
     * @throws IllegalArgumentException if it does not fit the column
     */
    public static void write(ColumnWriter column, int row, @Nullable Object value) {
        if (value == null) {
            writeNull(column, row);
            return;
        }
        ArrowType type = column.field().getType();
        switch (ColumnKind.of(type)) {
            case BOOLEAN -> column.setBoolean(row, as(Boolean.class, value, column));
            case BYTE -> column.setByte(row, (byte) integer(value, column));
            case SHORT -> column.setShort(row, shortBits(value, column, type));
            case INT -> column.setInt(row, intBits(value, column, type));
            case LONG -> column.setLong(row, longBits(value, column, type));
            case FLOAT -> column.setFloat(row, real(value, column).floatValue());
            case DOUBLE -> column.setDouble(row, real(value, column).doubleValue());
            case STRING -> column.setString(row, text(value, column));
            case BYTES -> column.setBytes(row, as(byte[].class, value, column));
            case FIXED_BYTES -> writeFixedBytes(column, row, value);
            case LIST -> writeList(column, row, value);
            case STRUCT -> writeStruct(column, row, value);
            case UNION, NULL, OTHER -> throw mismatch(value, column);
        }
    }

    private static void writeNull(ColumnWriter column, int row) {
        if (!column.field().isNullable()) {
            throw new IllegalArgumentException("Column '" + column.field().getName() + "': found null in row " + row
                    + "; the column is declared without nulls.");
        }
        column.setNull(row);
    }

    private static <T> T as(Class<T> expected, Object value, ColumnWriter column) {
        if (!expected.isInstance(value)) {
            throw mismatch(value, column);
        }
        return expected.cast(value);
    }

    private static IllegalArgumentException mismatch(Object value, ColumnWriter column) {
        return new IllegalArgumentException("Column '" + column.field().getName() + "': found " + describe(value)
                + "; expected a value for " + TypeText.of(column.field()) + ".");
    }

    private static String describe(Object value) {
        String type = value.getClass().getSimpleName();
        return value instanceof Number ? type + " " + value : "a value of type " + type;
    }

    /** An integer whose low bits are the cell; checked against the range of the column's type. */
    private static long integer(Object value, ColumnWriter column) {
        boolean isInteger = value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger;
        ArrowType.Int type = (ArrowType.Int) column.field().getType();
        if (!isInteger || !inRange(new BigInteger(value.toString()), type)) {
            throw mismatch(value, column);
        }
        return ((Number) value).longValue();
    }

    private static boolean inRange(BigInteger value, ArrowType.Int type) {
        int bits = type.getBitWidth();
        return type.getIsSigned()
                ? value.bitLength() < bits
                : value.signum() >= 0 && value.compareTo(MAX_UINT64.shiftRight(Long.SIZE - bits)) <= 0;
    }

    private static short shortBits(Object value, ColumnWriter column, ArrowType type) {
        return CellValues.isHalf(type) ? Float16.of(real(value, column).floatValue()) : (short) integer(value, column);
    }

    private static int intBits(Object value, ColumnWriter column, ArrowType type) {
        if (type instanceof ArrowType.Date) {
            return Math.toIntExact(as(LocalDate.class, value, column).toEpochDay());
        }
        return (int) integer(value, column);
    }

    private static long longBits(Object value, ColumnWriter column, ArrowType type) {
        if (type instanceof ArrowType.Timestamp timestamp) {
            return timestamp.getTimezone() == null
                    ? TimeValues.count(as(LocalDateTime.class, value, column), timestamp.getUnit())
                    : TimeValues.count(as(Instant.class, value, column), timestamp.getUnit());
        }
        if (type instanceof ArrowType.Duration duration) {
            return TimeValues.count(as(Duration.class, value, column), duration.getUnit());
        }
        if (type instanceof ArrowType.Date) {
            return as(LocalDate.class, value, column).toEpochDay() * TimeValues.DAY_MILLIS;
        }
        return integer(value, column);
    }

    private static Number real(Object value, ColumnWriter column) {
        if (value instanceof BigDecimal) {
            throw mismatch(value, column);
        }
        return as(Number.class, value, column);
    }

    private static String text(Object value, ColumnWriter column) {
        return value instanceof Enum<?> constant ? constant.name() : as(String.class, value, column);
    }

    private static void writeFixedBytes(ColumnWriter column, int row, Object value) {
        if (value instanceof ObjectId id) {
            column.setObjectId(row, id);
        } else {
            column.setBytes(row, as(byte[].class, value, column));
        }
    }

    private static void writeList(ColumnWriter column, int row, Object value) {
        ColumnWriter elements = column.children().get(0);
        if (value instanceof Collection<?> collection) {
            int at = column.setList(row, collection.size());
            for (Object element : collection) {
                write(elements, at++, element);
            }
        } else if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            writeAll(elements, column.setList(row, length), value, 0, length);
        } else if (value instanceof Column cells) {
            writeList(column, row, cells.toValues());
        } else {
            throw mismatch(value, column);
        }
    }

    private static void writeStruct(ColumnWriter column, int row, Object value) {
        Map<?, ?> values = as(Map.class, value, column);
        column.setStruct(row);
        for (ColumnWriter member : column.children()) {
            write(member, row, values.get(member.field().getName()));
        }
    }

    /**
     * Writes successive cells.
     *
     * @param column the column of one batch
     * @param row index of the first row
     * @param values an array, a List or a {@link Column}
     * @param from index of the first value to be taken
     * @param count number of cells
     * @throws IllegalArgumentException if a value does not fit the column
     */
    static void writeAll(ColumnWriter column, int row, Object values, int from, int count) {
        if (isPlain(column.field(), values)) {
            column.setAll(row, values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            write(column, row + i, element(values, from + i));
        }
    }

    private static @Nullable Object element(Object values, int index) {
        if (values instanceof List<?> list) {
            return list.get(index);
        }
        return values instanceof Column cells ? cells.getObject(index) : Array.get(values, index);
    }

    /** Whether an array holds the cells just as they are written. */
    private static boolean isPlain(Field field, Object values) {
        ArrowType type = field.getType();
        return switch (ColumnKind.of(type)) {
            case BOOLEAN -> values instanceof boolean[];
            case BYTE -> values instanceof byte[] && CellValues.isSigned(type);
            case SHORT -> values instanceof short[] && CellValues.isSigned(type);
            case INT -> values instanceof int[] && CellValues.isSigned(type);
            case LONG -> values instanceof long[] && CellValues.isSigned(type);
            case FLOAT -> values instanceof float[];
            case DOUBLE -> values instanceof double[];
            default -> false;
        };
    }
}
