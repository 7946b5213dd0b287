package dev.dal.ipc;

import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** By which Java type the cells of a column are read and written. */
public enum ColumnKind {
    /** bool: one bit a cell. */
    BOOLEAN(0),
    /** int8 and uint8. */
    BYTE(Byte.BYTES),
    /** int16, uint16, and the bits of float16. */
    SHORT(Short.BYTES),
    /** int32, uint32, and date32 in days since 1970-01-01. */
    INT(Integer.BYTES),
    /** int64, uint64, timestamp and duration in their units, and date64 in milliseconds since 1970-01-01. */
    LONG(Long.BYTES),
    /** float32. */
    FLOAT(Float.BYTES),
    /** float64. */
    DOUBLE(Double.BYTES),
    /** utf8. */
    STRING(0),
    /** binary. */
    BYTES(0),
    /** fixed_size_binary: the width is in the type. */
    FIXED_BYTES(0),
    /** list with offsets of 32 bits: cells are ranges of a child column. */
    LIST(0),
    /** struct: cells are rows of child columns. */
    STRUCT(0),
    /** Dense union: each cell is a cell of one of the child columns. */
    UNION(0),
    /** null: every cell is null, and there are no buffers. */
    NULL(0),
    /** Any other type: such columns are passed over. */
    OTHER(0);

    private final int widthBytes;

    ColumnKind(int widthBytes) {
        this.widthBytes = widthBytes;
    }

    /**
     * The kind of a type.
     *
     * @param type an Arrow type; of an extension type the storage counts
     * @return its kind
     */
    public static ColumnKind of(ArrowType type) {
        if (type instanceof ArrowType.ExtensionType extension) {
            return of(extension.storageType());
        }
        if (type instanceof ArrowType.Int integer) {
            return ofWidth(integer.getBitWidth() / Byte.SIZE);
        }
        if (type instanceof ArrowType.FloatingPoint real) {
            return switch (real.getPrecision()) {
                case HALF -> SHORT;
                case SINGLE -> FLOAT;
                case DOUBLE -> DOUBLE;
            };
        }
        if (type instanceof ArrowType.Date date) {
            return date.getUnit() == DateUnit.DAY ? INT : LONG;
        }
        if (type instanceof ArrowType.Union union) {
            return union.getMode() == UnionMode.Dense ? UNION : OTHER;
        }
        return switch (type.getTypeID()) {
            case Bool -> BOOLEAN;
            case Utf8 -> STRING;
            case Binary -> BYTES;
            case FixedSizeBinary -> FIXED_BYTES;
            case Timestamp, Duration -> LONG;
            case List -> LIST;
            case Struct -> STRUCT;
            case Null -> NULL;
            default -> OTHER;
        };
    }

    private static ColumnKind ofWidth(int widthBytes) {
        return switch (widthBytes) {
            case Byte.BYTES -> BYTE;
            case Short.BYTES -> SHORT;
            case Integer.BYTES -> INT;
            case Long.BYTES -> LONG;
            default -> OTHER;
        };
    }

    /**
     * Width of a cell in the values buffer.
     *
     * @param type the column's type, of this kind
     * @return bytes; 0 where cells are bits or vary in length
     */
    int widthBytes(ArrowType type) {
        if (type instanceof ArrowType.ExtensionType extension) {
            return widthBytes(extension.storageType());
        }
        return type instanceof ArrowType.FixedSizeBinary binary ? binary.getByteWidth() : widthBytes;
    }

    /**
     * Whether cells vary in length, so that there is a buffer of offsets.
     *
     * @return true for utf8, binary and list
     */
    boolean hasOffsets() {
        return this == STRING || this == BYTES || this == LIST;
    }

    /**
     * Whether cells lie in child columns rather than in a buffer of values.
     *
     * @return true for list, struct and union
     */
    boolean isNested() {
        return this == LIST || this == STRUCT || this == UNION;
    }

    /**
     * The failure of an access through the wrong Java type.
     *
     * @param field the column
     * @param asked what was asked for, such as "LONG"
     * @return the exception to throw
     */
    static IllegalArgumentException mismatch(Field field, Object asked) {
        return new IllegalArgumentException("Column '" + field.getName() + "' holds " + field.getType()
                + ", which is accessed as " + of(field.getType()) + "; it was accessed as " + asked + ".");
    }
}
