package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.Arrays;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The cells of one column until they are written. Cells of a nullable column begin as null, others as zero or empty.
 *
 * <p>Buffer 0 is the validity bitmap, empty where nothing is null; the others are the subclass's.
 */
abstract class ColumnWriter {

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
            case OTHER ->
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
     * Name and type.
     *
     * @return the field
     */
    final Field field() {
        return field;
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
     */
    void setNull(int row) {
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
     * Number of rows.
     *
     * @return rows
     */
    final int rowCount() {
        return rowCount;
    }

    /**
     * Number of null cells.
     *
     * @return cells
     */
    final int nullCount() {
        return nullCount;
    }

    /**
     * Number of buffers of this column in a record batch.
     *
     * @return buffers, validity included
     */
    abstract int bufferCount();

    /**
     * Length of a buffer.
     *
     * @param buffer index of the buffer
     * @return bytes without padding
     */
    long bufferLength(int buffer) {
        return nullCount == 0 ? 0 : bitmapBytes(rowCount);
    }

    /**
     * Writes a buffer.
     *
     * @param buffer index of the buffer
     * @param target where to write
     * @param offset first of as many bytes as the buffer is long
     */
    void writeBuffer(int buffer, Region target, long offset) {
        target.put(offset, validity, 0, (int) bufferLength(0));
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
