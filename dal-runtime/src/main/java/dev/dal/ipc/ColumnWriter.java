package dev.dal.ipc;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The cells of one column, or of the child of one, until they are written. Cells of a nullable column begin as null,
 * others as zero or empty. Which method sets which type of cell is said at {@link RecordBatchWriter}. Not thread-safe.
 */
public abstract class ColumnWriter implements ColumnSource {

    // Buffer 0 is the validity bitmap, empty where nothing is null; the others are the subclass's.

    /** The most that a column has of anything in one batch; arrays are not longer. */
    static final int MAX_BYTES = Integer.MAX_VALUE - Long.BYTES;

    private final Field field;
    private final ColumnKind kind;
    private int rowCount;
    private int nullCount;
    private byte[] validity = {};

    /**
     * A column without rows.
     *
     * @param field name, type, and whether cells may be null
     */
    ColumnWriter(Field field) {
        this.field = field;
        this.kind = ColumnKind.of(field.getType());
    }

    /**
     * A writer for the column's type.
     *
     * @param field name and type
     * @return a column without rows
     * @throws IllegalArgumentException if cells of this type cannot be written
     */
    static ColumnWriter of(Field field) {
        return switch (ColumnKind.of(field.getType())) {
            case BOOLEAN -> new BitColumnWriter(field);
            case STRING, BYTES -> new VariableColumnWriter(field);
            case LIST -> new ListColumnWriter(field);
            case STRUCT -> new StructColumnWriter(field);
            case NULL -> new NullColumnWriter(field);
            case UNION, OTHER ->
                throw new IllegalArgumentException(
                        "Column '" + field.getName() + "' of type " + field.getType() + " cannot be written here.");
            default -> new FixedColumnWriter(field);
        };
    }

    /**
     * Begins again with untouched cells.
     *
     * @param rows number of rows
     */
    void reset(int rows) {
        rowCount = rows;
        nullCount = field.isNullable() ? rows : 0;
        if (field.isNullable()) {
            validity = cleared(validity, bitmapBytes(rows));
        }
    }

    /**
     * Appends untouched cells.
     *
     * @param rows number of rows that there shall be, not less than there are
     */
    void grow(int rows) {
        if (field.isNullable()) {
            validity = grown(validity, bitmapBytes(rowCount), bitmapBytes(rows));
            nullCount += rows - rowCount;
        }
        rowCount = rows;
    }

    /** Whether rows can be added that are cells of another column: of those without children. */
    boolean canAppend() {
        return false;
    }

    /**
     * Adds a row, which is a cell of another column of the same type.
     *
     * @param other the other column
     * @param row the row of the cell there
     */
    final void append(ColumnWriter other, int row) {
        int last = rowCount;
        grow(last + 1);
        if (other.nullCount == 0 || isSet(other.validity, row)) {
            setValid(last);
            copyCell(other, row, last);
        }
    }

    /** Copies a cell that is not null; of those that {@linkplain #canAppend can append}. */
    void copyCell(ColumnWriter other, int from, int to) {
        throw new UnsupportedOperationException("Cells of column '" + field.getName() + "' cannot be copied.");
    }

    /**
     * Name and type.
     *
     * @return the field
     */
    public final Field field() {
        return field;
    }

    /**
     * Number of rows.
     *
     * @return rows
     */
    public final int rowCount() {
        return rowCount;
    }

    @Override
    public final long length() {
        return rowCount;
    }

    @Override
    public final long nullCount() {
        return nullCount;
    }

    /** The child columns: one of a list, one per field of a struct. */
    @Override
    public List<ColumnWriter> children() {
        return List.of();
    }

    /**
     * Checks that a cell may be written as the given kind.
     *
     * @param row the cell's row
     * @param asked the kind that the caller uses
     */
    final void check(int row, ColumnKind asked) {
        if (kind != asked) {
            throw ColumnKind.mismatch(field, asked);
        }
        Objects.checkIndex(row, rowCount);
    }

    /**
     * Notes that a cell has a value.
     *
     * @param row a checked row
     */
    final void setValid(int row) {
        if (nullCount > 0 && !isSet(validity, row)) {
            validity[row >>> 3] |= (byte) (1 << (row & 7));
            nullCount--;
        }
    }

    /**
     * Makes a cell null.
     *
     * @param row the cell's row
     * @throws IllegalArgumentException if the column is declared without nulls
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setNull(int row) {
        Objects.checkIndex(row, rowCount);
        if (!field.isNullable()) {
            throw new IllegalArgumentException("Column '" + field.getName() + "' is declared without nulls.");
        }
        if (isSet(validity, row)) {
            validity[row >>> 3] &= (byte) ~(1 << (row & 7));
            nullCount++;
        }
    }

    /**
     * Sets a cell of type bool.
     *
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setBoolean(int row, boolean value) {
        throw ColumnKind.mismatch(field, ColumnKind.BOOLEAN);
    }

    /**
     * Sets a cell of type int8 or uint8.
     *
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setByte(int row, byte value) {
        throw ColumnKind.mismatch(field, ColumnKind.BYTE);
    }

    /**
     * Sets a cell of type int16 or uint16, or the bits of a float16.
     *
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setShort(int row, short value) {
        throw ColumnKind.mismatch(field, ColumnKind.SHORT);
    }

    /**
     * Sets a cell of type int32 or uint32, or a date32 in days since 1970-01-01.
     *
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setInt(int row, int value) {
        throw ColumnKind.mismatch(field, ColumnKind.INT);
    }

    /**
     * Sets a cell of type int64 or uint64, a timestamp or duration in the column's unit, or a date64 in milliseconds.
     *
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setLong(int row, long value) {
        throw ColumnKind.mismatch(field, ColumnKind.LONG);
    }

    /**
     * Sets a cell of type float32.
     *
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setFloat(int row, float value) {
        throw ColumnKind.mismatch(field, ColumnKind.FLOAT);
    }

    /**
     * Sets a cell of type float64.
     *
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setDouble(int row, double value) {
        throw ColumnKind.mismatch(field, ColumnKind.DOUBLE);
    }

    /**
     * Sets a cell of type utf8.
     *
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type, or would have 2 GiB or more
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setString(int row, String value) {
        throw ColumnKind.mismatch(field, ColumnKind.STRING);
    }

    /**
     * Sets a cell of type binary or fixed_size_binary.
     *
     * @param row index of the row
     * @param value the value; copied; of the column's width if that is fixed
     * @throws IllegalArgumentException if the column has another type or width, or would have 2 GiB or more
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setBytes(int row, byte[] value) {
        throw ColumnKind.mismatch(field, ColumnKind.BYTES);
    }

    /**
     * Sets a cell of type fixed_size_binary(20).
     *
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type or width
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setObjectId(int row, ObjectId value) {
        throw ColumnKind.mismatch(field, ColumnKind.FIXED_BYTES);
    }

    /**
     * Makes a cell a list; its elements are cells of the child column, to be set next. Lists are made in the order of
     * rows; those that are left out are null or empty.
     *
     * @param row index of the row, higher than those of lists made before
     * @param elementCount number of elements
     * @return index of the first element in the child column
     * @throws IllegalArgumentException if the column has another type, or would have too many elements
     * @throws IllegalStateException if a list of this or a later row was made before
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public int setList(int row, int elementCount) {
        throw ColumnKind.mismatch(field, ColumnKind.LIST);
    }

    /**
     * Makes a cell of a struct not null; its members are the cells of the same row in the child columns.
     *
     * @param row index of the row
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setStruct(int row) {
        throw ColumnKind.mismatch(field, ColumnKind.STRUCT);
    }

    /**
     * Sets successive cells from an array of the primitive type that single cells are set through.
     *
     * @param row index of the first row
     * @param array a boolean[], byte[], short[], int[], long[], float[] or double[]
     * @param from index of the first element to be taken
     * @param count number of cells
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there are not so many cells or elements
     */
    public void setAll(int row, Object array, int from, int count) {
        throw ColumnKind.mismatch(field, array.getClass().getSimpleName());
    }

    @Override
    public long bufferLength(int buffer) {
        return validityBytes();
    }

    @Override
    public void writeBuffer(int buffer, Region target, long offset) {
        target.put(offset, validity, 0, validityBytes());
    }

    private int validityBytes() {
        return nullCount == 0 ? 0 : bitmapBytes(rowCount);
    }

    /**
     * Length of a bitmap.
     *
     * @param bits number of bits
     * @return bytes
     */
    static int bitmapBytes(int bits) {
        return (bits >>> 3) + ((bits & 7) == 0 ? 0 : 1);
    }

    /**
     * An array of zeros that reuses the given one if it is long enough.
     *
     * @param array an array that is no longer needed
     * @param lengthBytes how much is needed
     * @return an array that is at least that long and zero so far
     */
    static byte[] cleared(byte[] array, int lengthBytes) {
        if (array.length < lengthBytes) {
            return new byte[lengthBytes];
        }
        Arrays.fill(array, 0, lengthBytes, (byte) 0);
        return array;
    }

    /**
     * An array with more zeros at its end, made in steps that double.
     *
     * @param array the array
     * @param usedBytes how much of it is in use
     * @param neededBytes how much is needed, not less than is in use
     * @return an array that is at least that long: what was in use, then zeros up to there
     */
    static byte[] grown(byte[] array, int usedBytes, int neededBytes) {
        Arrays.fill(array, usedBytes, Math.min(array.length, neededBytes), (byte) 0);
        return array.length >= neededBytes ? array : Arrays.copyOf(array, doubled(array.length, neededBytes));
    }

    /**
     * Length of an array that is to become longer.
     *
     * @param length its length
     * @param needed the least that is needed
     * @return what is needed, or twice the length if that is more and allowed
     */
    static int doubled(int length, int needed) {
        return (int) Math.max(needed, Math.min(MAX_BYTES, 2L * length));
    }

    /**
     * Tests a bit, the first being the lowest of byte 0.
     *
     * @param bitmap the bits
     * @param index which one
     * @return whether it is 1
     */
    static boolean isSet(byte[] bitmap, int index) {
        return (bitmap[index >>> 3] >>> (index & 7) & 1) != 0;
    }
}
