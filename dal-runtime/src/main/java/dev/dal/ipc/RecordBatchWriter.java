package dev.dal.ipc;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.BoundsChecks;
import dev.dal.store.memory.Region;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes an Arrow IPC stream of one record batch: Schema message, RecordBatch message, end of stream; uncompressed,
 * without dictionaries, buffers at multiples of 64 bytes from the beginning of the stream.
 *
 * <p>Cells are set by column and row, in any order, and kept in arrays until the stream is written; its size is known
 * before. Cells of nullable columns that are never set are null; all others are zero or empty. Each kind of column is
 * set through one Java type: bool through boolean; int8 and uint8 through byte; int16, uint16 and float16 (its bits)
 * through short; int32, uint32 and date32 (days) through int; int64, uint64, timestamp and duration (in the column's
 * unit) and date64 (milliseconds) through long; float32 and float64 through float and double; utf8 through String; binary and fixed_size_binary
 * through byte[]; fixed_size_binary(20) also through ObjectId. Lists and structs are set by way of {@link #column}.
 *
 * <p>A writer can be used again after {@link #reset}. Not thread-safe.
 */
public final class RecordBatchWriter {

    private final EncodedSchema schema;
    private final ColumnWriter[] columns;
    private final BatchMessage message;
    private int rowCount;

    /**
     * A writer for batches of a schema.
     *
     * @param schema names and types of the columns, and custom metadata
     * @param rowCount number of rows
     * @throws IllegalArgumentException if a column's type cannot be written or the number of rows is negative or too
     *     large for one batch
     */
    public RecordBatchWriter(Schema schema, int rowCount) {
        List<Field> fields = schema.getFields();
        this.schema = new EncodedSchema(schema);
        this.columns = fields.stream().map(ColumnWriter::of).toArray(ColumnWriter[]::new);
        this.message = new BatchMessage(List.of(columns));
        reset(rowCount);
    }

    /**
     * Begins another batch with untouched cells.
     *
     * @param rows number of rows
     * @throws IllegalArgumentException if it is negative or too large for one batch
     */
    public void reset(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("Number of rows: found " + rows + "; expected 0 or more.");
        }
        for (ColumnWriter column : columns) {
            column.reset(rows);
        }
        rowCount = rows;
    }

    /**
     * Whether rows of other writers can be added: if there are no lists and structs.
     *
     * @return true if {@link #append} may be called
     */
    public boolean canAppend() {
        for (ColumnWriter column : columns) {
            if (!column.canAppend()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds a copy of a row.
     *
     * @param other a writer for the same schema
     * @param row the row there
     * @throws IllegalArgumentException if the batch would become too large
     * @throws UnsupportedOperationException if there are lists or structs
     */
    public void append(RecordBatchWriter other, int row) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].append(other.columns[i], row);
        }
        rowCount++;
    }

    /**
     * Number of rows.
     *
     * @return rows
     */
    public int rowCount() {
        return rowCount;
    }

    /**
     * Replaces a value of the schema's custom metadata, without encoding the schema again.
     *
     * @param key an existing key
     * @param value as long in UTF-8 as the value that it replaces
     * @throws IllegalArgumentException if there is no such key or the lengths differ
     */
    public void setMetadata(String key, String value) {
        schema.setMetadata(key, value);
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
     * A column; what is set there is set here.
     *
     * @param column index of the column
     * @return the column's writer
     * @throws IndexOutOfBoundsException if there is no such column
     */
    public ColumnWriter column(int column) {
        return columns[column];
    }

    /**
     * Makes a cell null.
     *
     * @param column index of the column
     * @param row index of the row
     * @throws IllegalArgumentException if the column is declared without nulls
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setNull(int column, int row) {
        columns[column].setNull(row);
    }

    /**
     * Sets a cell of type bool.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setBoolean(int column, int row, boolean value) {
        columns[column].setBoolean(row, value);
    }

    /**
     * Sets a cell of type int8 or uint8.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setByte(int column, int row, byte value) {
        columns[column].setByte(row, value);
    }

    /**
     * Sets a cell of type int16 or uint16, or the bits of a float16.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setShort(int column, int row, short value) {
        columns[column].setShort(row, value);
    }

    /**
     * Sets a cell of type int32 or uint32, or a date32 in days since 1970-01-01.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setInt(int column, int row, int value) {
        columns[column].setInt(row, value);
    }

    /**
     * Sets a cell of type int64 or uint64, or a timestamp or duration in the column's unit.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setLong(int column, int row, long value) {
        columns[column].setLong(row, value);
    }

    /**
     * Sets a cell of type float32.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setFloat(int column, int row, float value) {
        columns[column].setFloat(row, value);
    }

    /**
     * Sets a cell of type float64.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setDouble(int column, int row, double value) {
        columns[column].setDouble(row, value);
    }

    /**
     * Sets a cell of type utf8.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type, or would have 2 GiB or more
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setString(int column, int row, String value) {
        columns[column].setString(row, value);
    }

    /**
     * Sets a cell of type binary or fixed_size_binary.
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value; copied; of the column's width if that is fixed
     * @throws IllegalArgumentException if the column has another type or width, or would have 2 GiB or more
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setBytes(int column, int row, byte[] value) {
        columns[column].setBytes(row, value);
    }

    /**
     * Sets a cell of type fixed_size_binary(20).
     *
     * @param column index of the column
     * @param row index of the row
     * @param value the value
     * @throws IllegalArgumentException if the column has another type or width
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public void setObjectId(int column, int row, ObjectId value) {
        columns[column].setObjectId(row, value);
    }

    /**
     * Size of the stream with the cells as they are now.
     *
     * @return bytes
     */
    public long sizeBytes() {
        return schema.lengthBytes() + message.layOut(rowCount) + MessageFraming.PREFIX_BYTES;
    }

    /**
     * Writes the stream.
     *
     * @param target where to write
     * @param offset first byte, a multiple of 64 so that buffers are aligned
     * @throws IndexOutOfBoundsException if {@link #sizeBytes} do not fit; nothing is written then
     * @throws java.nio.ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public void writeTo(Region target, long offset) {
        BoundsChecks.checkRange(offset, sizeBytes(), target.length());
        schema.writeTo(target, offset);
        long end = message.writeTo(target, offset + schema.lengthBytes());
        MessageFraming.writeEos(target, end);
    }
}
