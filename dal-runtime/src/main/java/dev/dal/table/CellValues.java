package dev.dal.table;

import dev.dal.ipc.ColumnReader;
import dev.dal.store.ObjectId;
import dev.dal.tensor.Float16;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Cells of any type as objects: which ones says {@link Column#getObject}. For this library's own packages. */
public final class CellValues {

    private CellValues() {}

    /**
     * Reads a cell.
     *
     * @param column the column of one batch
     * @param row index of the row
     * @return the value, or null if the cell is null
     * @throws dev.dal.ipc.FormatException if the column has a type that cannot be read
     */
    public static @Nullable Object read(ColumnReader column, int row) {
        return column.isNull(row) ? null : value(column, row, column.field().getType());
    }

    private static @Nullable Object value(ColumnReader column, int row, ArrowType type) {
        return switch (column.kind()) {
            case BOOLEAN -> column.getBoolean(row);
            case BYTE -> isSigned(type) ? (Object) column.getByte(row) : (short) (column.getByte(row) & 0xff);
            case SHORT -> shortValue(column.getShort(row), type);
            case INT -> intValue(column.getInt(row), type);
            case LONG -> longValue(column.getLong(row), type);
            case FLOAT -> column.getFloat(row);
            case DOUBLE -> column.getDouble(row);
            case STRING -> column.getString(row);
            case BYTES -> column.getBytes(row);
            case FIXED_BYTES -> isObjectId(type) ? column.getObjectId(row) : column.getBytes(row);
            case LIST -> list(column, row);
            case STRUCT -> struct(column, row);
            case UNION -> read(column.children().get(column.unionChild(row)), column.unionCell(row));
            case NULL, OTHER -> throw TypeText.mismatch(column.field(), "a type that can be read");
        };
    }

    private static Object shortValue(short value, ArrowType type) {
        if (type instanceof ArrowType.FloatingPoint) {
            return Float16.toFloat(value);
        }
        return isSigned(type) ? (Object) value : value & 0xffff;
    }

    private static Object intValue(int value, ArrowType type) {
        if (type instanceof ArrowType.Date) {
            return LocalDate.ofEpochDay(value);
        }
        return isSigned(type) ? (Object) value : Integer.toUnsignedLong(value);
    }

    private static Object longValue(long value, ArrowType type) {
        if (type instanceof ArrowType.Timestamp timestamp) {
            return timestamp.getTimezone() == null
                    ? TimeValues.dateTime(value, timestamp.getUnit())
                    : TimeValues.instant(value, timestamp.getUnit());
        }
        if (type instanceof ArrowType.Duration duration) {
            return TimeValues.duration(value, duration.getUnit());
        }
        if (type instanceof ArrowType.Date) {
            return LocalDate.ofEpochDay(Math.floorDiv(value, TimeValues.DAY_MILLIS));
        }
        return isSigned(type) ? (Object) value : new BigInteger(Long.toUnsignedString(value));
    }

    private static List<@Nullable Object> list(ColumnReader column, int row) {
        ColumnReader elements = column.children().get(0);
        int end = column.listEnd(row);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = column.listStart(row); i < end; i++) {
            values.add(read(elements, i));
        }
        return Collections.unmodifiableList(values);
    }

    private static Map<String, @Nullable Object> struct(ColumnReader column, int row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (ColumnReader member : column.children()) {
            values.put(member.field().getName(), read(member, row));
        }
        return Collections.unmodifiableMap(values);
    }

    /**
     * Whether numbers of a type are what their bits say in Java.
     *
     * @param type a type
     * @return true for signed integers
     */
    static boolean isSigned(ArrowType type) {
        return type instanceof ArrowType.Int integer && integer.getIsSigned();
    }

    /**
     * Whether cells of a type are object ids.
     *
     * @param type a type
     * @return true for fixed_size_binary(20)
     */
    static boolean isObjectId(ArrowType type) {
        return type instanceof ArrowType.FixedSizeBinary binary && binary.getByteWidth() == ObjectId.SIZE_BYTES;
    }

    /**
     * Whether cells of a type are float16.
     *
     * @param type a type
     * @return true for float16
     */
    static boolean isHalf(ArrowType type) {
        return type instanceof ArrowType.FloatingPoint real && real.getPrecision() == FloatingPointPrecision.HALF;
    }
}
