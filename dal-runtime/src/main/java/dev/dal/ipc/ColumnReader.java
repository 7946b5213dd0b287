package dev.dal.ipc;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.Field;

/** One column of one record batch, read where it lies. {@link BatchDecoder} says where that is, having checked it. */
final class ColumnReader {

    private final Field field;
    private final ColumnKind kind;
    private final Region region;
    private final int rowCount;
    private final int nullCount;
    private final int widthBytes;
    private final Places places;

    /**
     * A column.
     *
     * @param field name and type
     * @param region holds the buffers
     * @param rowCount number of cells
     * @param nullCount how many of them are null
     * @param places where in the region the buffers are
     */
    ColumnReader(Field field, Region region, int rowCount, int nullCount, Places places) {
        this.field = field;
        this.kind = ColumnKind.of(field.getType());
        this.region = region;
        this.rowCount = rowCount;
        this.nullCount = nullCount;
        this.widthBytes = kind.widthBytes(field.getType());
        this.places = places;
    }

    /**
     * Where in a region the buffers of a column are.
     *
     * @param validity where the bitmap begins; not used where no cell is null
     * @param offsets where the offsets of cells of varying length begin; otherwise not used
     * @param values where the values begin
     * @param valuesBytes length of the values
     */
    record Places(long validity, long offsets, long values, long valuesBytes) {

        /** Of a column that is not read. */
        static final Places NONE = new Places(0, 0, 0, 0);
    }

    /**
     * Number of null cells.
     *
     * @return cells
     */
    int nullCount() {
        requireReadable();
        return nullCount;
    }

    /**
     * Whether a cell is null.
     *
     * @param row the cell's row
     * @return true if it is
     */
    boolean isNull(int row) {
        requireReadable();
        Objects.checkIndex(row, rowCount);
        return nullCount > 0 && !bit(places.validity, row);
    }

    private void requireReadable() {
        if (kind == ColumnKind.OTHER) {
            throw ColumnKind.mismatch(field, "a cell");
        }
    }

    private boolean bit(long offset, int row) {
        return (region.getByte(offset + (row >>> 3)) >>> (row & 7) & 1) != 0;
    }

    /** Checks a cell before its value is read. */
    private void check(int row, ColumnKind asked) {
        if (kind != asked) {
            throw ColumnKind.mismatch(field, asked);
        }
        checkPresent(row);
    }

    private void checkPresent(int row) {
        Objects.checkIndex(row, rowCount);
        if (nullCount > 0 && !bit(places.validity, row)) {
            throw new IllegalStateException(
                    "Column '" + field.getName() + "' is null in row " + row + "; ask isNull first.");
        }
    }

    boolean getBoolean(int row) {
        check(row, ColumnKind.BOOLEAN);
        return bit(places.values, row);
    }

    byte getByte(int row) {
        check(row, ColumnKind.BYTE);
        return region.getByte(places.values + row);
    }

    short getShort(int row) {
        check(row, ColumnKind.SHORT);
        return region.getShort(places.values + (long) row * Short.BYTES);
    }

    int getInt(int row) {
        check(row, ColumnKind.INT);
        return region.getInt(places.values + (long) row * Integer.BYTES);
    }

    long getLong(int row) {
        check(row, ColumnKind.LONG);
        return region.getLong(places.values + (long) row * Long.BYTES);
    }

    float getFloat(int row) {
        check(row, ColumnKind.FLOAT);
        return Float.intBitsToFloat(region.getInt(places.values + (long) row * Float.BYTES));
    }

    double getDouble(int row) {
        check(row, ColumnKind.DOUBLE);
        return Double.longBitsToDouble(region.getLong(places.values + (long) row * Double.BYTES));
    }

    String getString(int row) {
        check(row, ColumnKind.STRING);
        byte[] bytes = variableBytes(row);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FormatException("Column '" + field.getName() + "' is not UTF-8 in row " + row + ".", e);
        }
    }

    byte[] getBytes(int row) {
        if (kind == ColumnKind.FIXED_BYTES) {
            checkPresent(row);
            return region.bytes(places.values + (long) row * widthBytes, widthBytes);
        }
        if (kind != ColumnKind.STRING) {
            check(row, ColumnKind.BYTES);
        }
        checkPresent(row);
        return variableBytes(row);
    }

    ObjectId getObjectId(int row) {
        check(row, ColumnKind.FIXED_BYTES);
        if (widthBytes != ObjectId.SIZE_BYTES) {
            throw new IllegalArgumentException("Column '" + field.getName() + "' has cells of " + widthBytes
                    + " bytes; an object id has " + ObjectId.SIZE_BYTES + ".");
        }
        long offset = places.values + (long) row * ObjectId.SIZE_BYTES;
        return ObjectId.of(
                Long.reverseBytes(region.getLong(offset)),
                Long.reverseBytes(region.getLong(offset + Long.BYTES)),
                Integer.reverseBytes(region.getInt(offset + 2 * Long.BYTES)));
    }

    private byte[] variableBytes(int row) {
        long offset = places.offsets + (long) row * Integer.BYTES;
        int start = region.getInt(offset);
        int end = region.getInt(offset + Integer.BYTES);
        if (start < 0 || end < start || end > places.valuesBytes) {
            throw FormatException.of(
                    "Offsets of column '" + field.getName() + "' in row " + row,
                    start + " to " + end,
                    "a range in " + places.valuesBytes + " bytes of values");
        }
        return region.bytes(places.values + start, end - start);
    }
}
