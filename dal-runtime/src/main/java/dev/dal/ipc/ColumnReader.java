package dev.dal.ipc;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * One column of one record batch, or a child of one, read where it lies, cell by cell.
 *
 * <p>Each kind of column is read through one Java type, as {@link RecordBatchWriter} says. Cells of lists are ranges of
 * a child column, those of structs are rows of child columns, those of dense unions are cells of one of the children. Columns of other types are passed over; only asking for
 * their cells fails.
 *
 * <p>Immutable and thread-safe. Valid as long as the lifetime of the region lasts; later accesses throw
 * {@link IllegalStateException}.
 */
public final class ColumnReader {

    /** What malformed bytes are decoded as. */
    private static final char REPLACEMENT = '\uFFFD';

    // BatchDecoder says where the buffers are, having checked that they lie in the body and are long enough.

    private final Field field;
    private final ColumnKind kind;
    private final Region region;
    private final int rowCount;
    private final int nullCount;
    private final int widthBytes;
    private final Places places;
    private final List<ColumnReader> children;

    /**
     * A column.
     *
     * @param field name and type
     * @param region holds the buffers
     * @param rowCount number of cells
     * @param nullCount how many of them are null
     * @param places where in the region the buffers are
     * @param children child columns of lists, structs and unions
     */
    ColumnReader(Field field, Region region, int rowCount, int nullCount, Places places, List<ColumnReader> children) {
        this.field = field;
        this.kind = ColumnKind.of(field.getType());
        this.region = region;
        this.rowCount = rowCount;
        this.nullCount = nullCount;
        this.widthBytes = kind.widthBytes(field.getType());
        this.places = places;
        this.children = children;
    }

    /**
     * Where in a region the buffers of a column are.
     *
     * @param validity where the bitmap begins; not used where no cell is null
     * @param offsets where the offsets of cells of varying length, or of a union, begin; otherwise not used
     * @param values where the values begin; of a union the types
     * @param valuesBytes length of the values
     */
    record Places(long validity, long offsets, long values, long valuesBytes) {

        /** Of a column that is not read. */
        static final Places NONE = new Places(0, 0, 0, 0);
    }

    /**
     * Name and type.
     *
     * @return the field of the stream's schema
     */
    public Field field() {
        return field;
    }

    /**
     * Number of cells.
     *
     * @return rows of the batch; of the child of a list or union, all cells that may be referred to
     */
    public int rowCount() {
        return rowCount;
    }

    /**
     * The child columns.
     *
     * @return one of a list, one per field of a struct or type of a union, none of others; unmodifiable
     */
    public List<ColumnReader> children() {
        return children;
    }

    /**
     * Number of null cells.
     *
     * @return cells
     * @throws IllegalArgumentException if columns of its type cannot be read here
     */
    public int nullCount() {
        requireReadable();
        return nullCount;
    }

    /**
     * Whether a cell is null.
     *
     * @param row the cell's row
     * @return true if it is
     * @throws IllegalArgumentException if columns of its type cannot be read here
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public boolean isNull(int row) {
        requireReadable();
        Objects.checkIndex(row, rowCount);
        return isNullAt(row);
    }

    private boolean isNullAt(int row) {
        return nullCount > 0 && (kind == ColumnKind.NULL || !bit(places.validity, row));
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
        if (isNullAt(row)) {
            throw new IllegalStateException(
                    "Column '" + field.getName() + "' is null in row " + row + "; ask isNull first.");
        }
    }

    /**
     * Reads a cell of type bool.
     *
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public boolean getBoolean(int row) {
        check(row, ColumnKind.BOOLEAN);
        return bit(places.values, row);
    }

    /**
     * Reads a cell of type int8 or uint8.
     *
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public byte getByte(int row) {
        check(row, ColumnKind.BYTE);
        return region.getByte(places.values + row);
    }

    /**
     * Reads a cell of type int16 or uint16, or the bits of a float16.
     *
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public short getShort(int row) {
        check(row, ColumnKind.SHORT);
        return region.getShort(places.values + (long) row * Short.BYTES);
    }

    /**
     * Reads a cell of type int32 or uint32, or a date32 in days since 1970-01-01.
     *
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public int getInt(int row) {
        check(row, ColumnKind.INT);
        return region.getInt(places.values + (long) row * Integer.BYTES);
    }

    /**
     * Reads a cell of type int64 or uint64, a timestamp or duration in the column's unit, or a date64 in milliseconds.
     *
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public long getLong(int row) {
        check(row, ColumnKind.LONG);
        return region.getLong(places.values + (long) row * Long.BYTES);
    }

    /**
     * Reads a cell of type float32.
     *
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public float getFloat(int row) {
        check(row, ColumnKind.FLOAT);
        return Float.intBitsToFloat(region.getInt(places.values + (long) row * Float.BYTES));
    }

    /**
     * Reads a cell of type float64.
     *
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public double getDouble(int row) {
        check(row, ColumnKind.DOUBLE);
        return Double.longBitsToDouble(region.getLong(places.values + (long) row * Double.BYTES));
    }

    /**
     * Reads a cell of type utf8.
     *
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     * @throws FormatException if the cell's bytes are not in their buffer or no UTF-8
     */
    public String getString(int row) {
        check(row, ColumnKind.STRING);
        byte[] bytes = variableBytes(row);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(bytes, row);
        }
        return text;
    }

    /** Malformed bytes were replaced, or the text has that character of its own. */
    private void requireUtf8(byte[] bytes, int row) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new FormatException("Column '" + field.getName() + "' is not UTF-8 in row " + row + ".", e);
        }
    }

    /**
     * Reads a cell of type binary or fixed_size_binary, or the bytes of a utf8.
     *
     * @param row index of the row
     * @return a copy of the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     * @throws FormatException if the cell's bytes are not in their buffer
     */
    public byte[] getBytes(int row) {
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

    /**
     * Reads a cell of type fixed_size_binary(20).
     *
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public ObjectId getObjectId(int row) {
        long offset = offsetOfObjectId(row);
        return ObjectId.of(
                Long.reverseBytes(region.getLong(offset)),
                Long.reverseBytes(region.getLong(offset + Long.BYTES)),
                Integer.reverseBytes(region.getInt(offset + 2 * Long.BYTES)));
    }

    /**
     * Whether a cell of type fixed_size_binary(20) has a value.
     *
     * @param row index of the row
     * @param id the value
     * @return true if it has
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public boolean holdsObjectId(int row, ObjectId id) {
        long offset = offsetOfObjectId(row);
        return Long.reverseBytes(region.getLong(offset)) == id.high()
                && Long.reverseBytes(region.getLong(offset + Long.BYTES)) == id.middle()
                && Integer.reverseBytes(region.getInt(offset + 2 * Long.BYTES)) == id.low();
    }

    private long offsetOfObjectId(int row) {
        check(row, ColumnKind.FIXED_BYTES);
        if (widthBytes != ObjectId.SIZE_BYTES) {
            throw new IllegalArgumentException("Column '" + field.getName() + "' has cells of " + widthBytes
                    + " bytes; an object id has " + ObjectId.SIZE_BYTES + ".");
        }
        return places.values + (long) row * ObjectId.SIZE_BYTES;
    }

    private byte[] variableBytes(int row) {
        int start = start(row);
        return region.bytes(places.values + start, end(row, start) - start);
    }

    /**
     * Where the elements of a list begin.
     *
     * @param row index of the row, whose cell may be null
     * @return index of the first in the child column
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the region's lifetime has ended
     * @throws FormatException if the elements are not in the child column
     */
    public int listStart(int row) {
        int start = checkedStart(row);
        end(row, start);
        return start;
    }

    /**
     * Where the elements of a list end.
     *
     * @param row index of the row, whose cell may be null
     * @return index in the child column behind the last, not below {@link #listStart}
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the region's lifetime has ended
     * @throws FormatException if the elements are not in the child column
     */
    public int listEnd(int row) {
        return end(row, checkedStart(row));
    }

    /**
     * Which child column holds a cell of a dense union.
     *
     * @param row index of the row
     * @return index of the child
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the region's lifetime has ended
     * @throws FormatException if the cell is of a type that the union does not have
     */
    public int unionChild(int row) {
        check(row, ColumnKind.UNION);
        int typeId = region.getByte(places.values + row);
        int[] ids = ((ArrowType.Union) field.getType()).getTypeIds();
        for (int i = 0; i < children.size(); i++) {
            if (typeId == (ids == null ? i : ids[i])) {
                return i;
            }
        }
        throw FormatException.of(
                "Type of cell " + row + " of union '" + field.getName() + "'",
                typeId,
                "one of " + (ids == null ? "0 to " + (children.size() - 1) : Arrays.toString(ids)));
    }

    /**
     * Where in its child column a cell of a dense union is.
     *
     * @param row index of the row
     * @return row of the column {@link #unionChild}
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the region's lifetime has ended
     * @throws FormatException if the cell is of a type that the union does not have, or not in the child column
     */
    public int unionCell(int row) {
        int cells = children.get(unionChild(row)).rowCount;
        int cell = region.getInt(places.offsets + (long) row * Integer.BYTES);
        if (cell < 0 || cell >= cells) {
            throw FormatException.of(
                    "Offset of cell " + row + " of union '" + field.getName() + "'", cell, "0 to " + (cells - 1));
        }
        return cell;
    }

    private int checkedStart(int row) {
        if (kind != ColumnKind.LIST) {
            throw ColumnKind.mismatch(field, ColumnKind.LIST);
        }
        Objects.checkIndex(row, rowCount);
        return start(row);
    }

    private int start(int row) {
        return region.getInt(places.offsets + (long) row * Integer.BYTES);
    }

    private int end(int row, int start) {
        int end = region.getInt(places.offsets + (row + 1L) * Integer.BYTES);
        long most = kind == ColumnKind.LIST ? children.get(0).rowCount : places.valuesBytes;
        if (start < 0 || end < start || end > most) {
            throw FormatException.of(
                    "Offsets of column '" + field.getName() + "' in row " + row,
                    start + " to " + end,
                    "a range in " + most + (kind == ColumnKind.LIST ? " elements" : " bytes of values"));
        }
        return end;
    }

    /**
     * A buffer over the values of numbers, for this library's own views: see {@link Region#window}. What it holds where
     * a cell is null has no meaning.
     *
     * @param from index of the first row
     * @param count number of rows, at most {@link #windowRows}
     * @return a little-endian buffer of these cells
     * @throws IndexOutOfBoundsException if there are not so many rows, or they do not fit into a window
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public ByteBuffer valuesWindow(int from, int count) {
        Objects.checkFromIndexSize(from, count, rowCount);
        Objects.checkIndex(count, windowRows() + 1);
        return region.window(places.values + (long) from * widthBytes, count * widthBytes);
    }

    /**
     * The most cells that one buffer shows.
     *
     * @return rows; 0 where cells are not numbers of whole bytes
     */
    public int windowRows() {
        return widthBytes == 0 ? 0 : Region.WINDOW_BYTES / widthBytes;
    }

    /**
     * The memory that the column lies in.
     *
     * @return the region of the whole stream
     */
    public Region region() {
        return region;
    }

    /**
     * Where the buffers are.
     *
     * @return offsets in the region
     */
    Places places() {
        return places;
    }

    /**
     * By which Java type cells are read.
     *
     * @return the kind
     */
    public ColumnKind kind() {
        return kind;
    }

    /**
     * A part of the column that can be written into another stream.
     *
     * @param from index of the first row
     * @param length number of rows
     * @return the part
     * @throws IllegalArgumentException if columns of its type, or of a child's, cannot be written
     * @throws IndexOutOfBoundsException if there are not so many rows
     * @throws FormatException if elements of lists or bytes of cells are not within their buffers
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public ColumnSource slice(int from, int length) {
        Objects.checkFromIndexSize(from, length, rowCount);
        return ColumnSlice.of(this, from, length);
    }
}
