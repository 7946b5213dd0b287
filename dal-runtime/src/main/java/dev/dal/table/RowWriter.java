package dev.dal.table;

import dev.dal.ipc.RecordBatchWriter;
import dev.dal.store.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a record batch that is being made, in the order of the table's type, for a {@link RowMapper} to write
 * rows into. Rows are written in order; a row that is not there ends in {@link IndexOutOfBoundsException}. Values that
 * are objects may be null, which makes the cell null and fails where the column is declared without nulls. Not
 * thread-safe.
 */
public final class RowWriter {

    private final RecordBatchWriter columns;

    /**
     * The columns.
     *
     * @param columns in the order of the table's type
     */
    RowWriter(RecordBatchWriter columns) {
        this.columns = columns;
    }

    /**
     * Number of columns.
     *
     * @return columns of the table's type
     */
    public int columnCount() {
        return columns.columnCount();
    }

    /**
     * Name of a column.
     *
     * @param column index of the column
     * @return its name
     */
    public String name(int column) {
        return columns.column(column).field().getName();
    }

    /**
     * Makes a cell null, which cells of nullable columns are anyway.
     *
     * @param column index of the column
     * @param row index of the row
     * @throws IllegalArgumentException if the column is declared without nulls
     */
    public void setNull(int column, int row) {
        CellWriting.write(columns.column(column), row, null);
    }

    /**
     * Sets a cell of type bool.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     */
    public void setBoolean(int column, int row, boolean value) {
        columns.column(column).setBoolean(row, value);
    }

    /**
     * Sets a cell of type int8 or uint8.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     */
    public void setByte(int column, int row, byte value) {
        columns.column(column).setByte(row, value);
    }

    /**
     * Sets a cell of type int16 or uint16, or the bits of a float16.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     */
    public void setShort(int column, int row, short value) {
        columns.column(column).setShort(row, value);
    }

    /**
     * Sets a cell of type int32 or uint32.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     */
    public void setInt(int column, int row, int value) {
        columns.column(column).setInt(row, value);
    }

    /**
     * Sets a cell of type int64 or uint64.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     */
    public void setLong(int column, int row, long value) {
        columns.column(column).setLong(row, value);
    }

    /**
     * Sets a cell of type float32.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     */
    public void setFloat(int column, int row, float value) {
        columns.column(column).setFloat(row, value);
    }

    /**
     * Sets a cell of type float64.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     */
    public void setDouble(int column, int row, double value) {
        columns.column(column).setDouble(row, value);
    }

    /**
     * Sets a cell of type utf8.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     */
    public void setString(int column, int row, @Nullable String value) {
        if (value == null) {
            setNull(column, row);
            return;
        }
        columns.column(column).setString(row, value);
    }

    /**
     * Sets a cell of type binary or fixed_size_binary.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type or width
     */
    public void setBytes(int column, int row, byte @Nullable [] value) {
        if (value == null) {
            setNull(column, row);
            return;
        }
        columns.column(column).setBytes(row, value);
    }

    /**
     * Sets a cell of type fixed_size_binary(20).
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type or width
     */
    public void setObjectId(int column, int row, @Nullable ObjectId value) {
        if (value == null) {
            setNull(column, row);
            return;
        }
        columns.column(column).setObjectId(row, value);
    }

    /**
     * Sets a cell of type utf8 to the name of a constant.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     */
    public void setEnum(int column, int row, @Nullable Enum<?> value) {
        if (value == null) {
            setNull(column, row);
            return;
        }
        columns.column(column).setString(row, value.name());
    }

    /**
     * Sets a cell of type timestamp with a time zone.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type, or a unit that the value does not fit
     */
    public void setInstant(int column, int row, @Nullable Instant value) {
        CellWriting.write(columns.column(column), row, value);
    }

    /**
     * Sets a cell of type duration.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type, or a unit that the value does not fit
     */
    public void setDuration(int column, int row, @Nullable Duration value) {
        CellWriting.write(columns.column(column), row, value);
    }

    /**
     * Sets a cell of type date32.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type, or a unit that the value does not fit
     */
    public void setLocalDate(int column, int row, @Nullable LocalDate value) {
        CellWriting.write(columns.column(column), row, value);
    }

    /**
     * Sets a cell of type list.
     *
     * @param column index of the column
     * @param row index of the row, higher than those of lists set before
     * @param elements an array or a collection, of what {@link #setObject} takes for each element
     * @throws IllegalArgumentException if the column has another type, or an element does not fit
     * @throws IllegalStateException if a later row was set before
     */
    public void setList(int column, int row, @Nullable Object elements) {
        CellWriting.write(columns.column(column), row, elements);
    }

    /**
     * Sets a cell of any type.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value what {@link Column#getObject} gives for the type, or stands for it without loss: any integer in the
     *     type's range, a constant of an enum for utf8, an array or collection for a list, a map for a struct; null for
     *     null
     * @throws IllegalArgumentException if the value does not fit the column
     */
    public void setObject(int column, int row, @Nullable Object value) {
        CellWriting.write(columns.column(column), row, value);
    }
}
