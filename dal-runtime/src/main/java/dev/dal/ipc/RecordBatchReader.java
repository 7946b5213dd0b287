package dev.dal.ipc;

import dev.dal.store.ObjectId;

/**
 * One record batch of a {@link RecordBatchStream}, read where it lies, cell by cell.
 *
 * <p>Each kind of column is read through one Java type, as {@link RecordBatchWriter} says; unsigned numbers come as
 * their bits. Columns of other types than listed there are passed over; only asking for them fails. Where offsets of
 * cells of varying length are not within their buffer the access throws {@link FormatException}.
 *
 * <p>Immutable and thread-safe. Valid as long as the lifetime of the region lasts; later accesses throw
 * {@link IllegalStateException}.
 */
public final class RecordBatchReader {

    private final ColumnReader[] columns;
    private final BatchLayout layout;

    /**
     * A reader of columns that were checked.
     *
     * @param columns the columns
     * @param layout where their buffers are
     */
    RecordBatchReader(ColumnReader[] columns, BatchLayout layout) {
        this.columns = columns;
        this.layout = layout;
    }

    /**
     * Number of rows.
     *
     * @return rows
     */
    public int rowCount() {
        return layout.rowCount();
    }

    /**
     * Number of columns.
     *
     * @return columns
     */
    public int columnCount() {
        return columns.length;
    }

    /**
     * A column.
     *
     * @param column index of the column
     * @return a reader of the column
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public ColumnReader column(int column) {
        return columns[column];
    }

    /**
     * Where the buffers are.
     *
     * @return the layout of the whole batch
     */
    public BatchLayout layout() {
        return layout;
    }

    /**
     * Number of null cells of a column.
     *
     * @param column index of the column
     * @return cells
     * @throws IllegalArgumentException if columns of its type cannot be read here
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public int nullCount(int column) {
        return columns[column].nullCount();
    }

    /**
     * Whether a cell is null.
     *
     * @param column index of the column
     * @param row index of the row
     * @return true if it is null
     * @throws IllegalArgumentException if columns of its type cannot be read here
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public boolean isNull(int column, int row) {
        return columns[column].isNull(row);
    }

    /**
     * Reads a cell of type bool.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public boolean getBoolean(int column, int row) {
        return columns[column].getBoolean(row);
    }

    /**
     * Reads a cell of type int8 or uint8.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public byte getByte(int column, int row) {
        return columns[column].getByte(row);
    }

    /**
     * Reads a cell of type int16 or uint16, or the bits of a float16.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public short getShort(int column, int row) {
        return columns[column].getShort(row);
    }

    /**
     * Reads a cell of type int32 or uint32, or a date32 in days since 1970-01-01.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public int getInt(int column, int row) {
        return columns[column].getInt(row);
    }

    /**
     * Reads a cell of type int64 or uint64, or a timestamp or duration in the column's unit.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public long getLong(int column, int row) {
        return columns[column].getLong(row);
    }

    /**
     * Reads a cell of type float32.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public float getFloat(int column, int row) {
        return columns[column].getFloat(row);
    }

    /**
     * Reads a cell of type float64.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public double getDouble(int column, int row) {
        return columns[column].getDouble(row);
    }

    /**
     * Reads a cell of type utf8.
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     * @throws FormatException if the cell's bytes are not in their buffer or no UTF-8
     */
    public String getString(int column, int row) {
        return columns[column].getString(row);
    }

    /**
     * Reads a cell of type binary or fixed_size_binary, or the bytes of a utf8.
     *
     * @param column index of the column
     * @param row index of the row
     * @return a copy of the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     * @throws FormatException if the cell's bytes are not in their buffer
     */
    public byte[] getBytes(int column, int row) {
        return columns[column].getBytes(row);
    }

    /**
     * Reads a cell of type fixed_size_binary(20).
     *
     * @param column index of the column
     * @param row index of the row
     * @return the value
     * @throws IllegalArgumentException if the column has another type or width
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public ObjectId getObjectId(int column, int row) {
        return columns[column].getObjectId(row);
    }

    /**
     * Whether a cell of type fixed_size_binary(20) has a value.
     *
     * @param column index of the column
     * @param row index of the row
     * @param id the value
     * @return true if it has
     * @throws IllegalArgumentException if the column has another type or width
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalStateException if the cell is null or the region's lifetime has ended
     */
    public boolean holdsObjectId(int column, int row, ObjectId id) {
        return columns[column].holdsObjectId(row, id);
    }
}
