package dev.dal.ipc;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.vector.types.pojo.Field;

/** A column whose cells are all equally long: numbers and fixed_size_binary. */
final class FixedColumnWriter extends ColumnWriter {

    private final int widthBytes;
    private byte[] values = {};
    private ByteBuffer view = ByteBuffer.wrap(values);

    /**
     * A column without rows.
     *
     * @param field of a type whose cells have a fixed width
     * @throws IllegalArgumentException if the width is negative
     */
    FixedColumnWriter(Field field) {
        super(field);
        this.widthBytes = ColumnKind.of(field.getType()).widthBytes(field.getType());
        if (widthBytes < 0) {
            throw new IllegalArgumentException(
                    "Column '" + field.getName() + "' has cells of " + widthBytes + " bytes.");
        }
    }

    @Override
    void reset(int rows) {
        super.reset(rows);
        values = cleared(values, checkedLength(rows));
        view = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int checkedLength(int rows) {
        long length = (long) rows * widthBytes;
        if (length > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException("Column '" + field().getName() + "' would have " + length
                    + " bytes in one batch; write several batches.");
        }
        return (int) length;
    }

    /**
     * Sets the one byte of a cell.
     *
     * @param row a checked row
     * @param value the value
     */
    void putByte(int row, byte value) {
        setValid(row);
        values[row] = value;
    }

    /**
     * Sets the two bytes of a cell.
     *
     * @param row a checked row
     * @param value the value
     */
    void putShort(int row, short value) {
        setValid(row);
        view.putShort(row * Short.BYTES, value);
    }

    /**
     * Sets the four bytes of a cell.
     *
     * @param row a checked row
     * @param value the value
     */
    void putInt(int row, int value) {
        setValid(row);
        view.putInt(row * Integer.BYTES, value);
    }

    /**
     * Sets the eight bytes of a cell.
     *
     * @param row a checked row
     * @param value the value
     */
    void putLong(int row, long value) {
        setValid(row);
        view.putLong(row * Long.BYTES, value);
    }

    /**
     * Sets a cell of any width.
     *
     * @param row a checked row
     * @param bytes the value, exactly as long as the column is wide
     */
    void putBytes(int row, byte[] bytes) {
        checkWidth(bytes.length);
        setValid(row);
        System.arraycopy(bytes, 0, values, row * widthBytes, widthBytes);
    }

    /**
     * Sets a cell to an object id.
     *
     * @param row a checked row
     * @param id the value
     */
    void putObjectId(int row, ObjectId id) {
        checkWidth(ObjectId.SIZE_BYTES);
        setValid(row);
        id.write(view, row * ObjectId.SIZE_BYTES);
    }

    private void checkWidth(int found) {
        if (found != widthBytes) {
            throw new IllegalArgumentException("Column '" + field().getName() + "' has cells of " + widthBytes
                    + " bytes; found a value of " + found + " bytes.");
        }
    }

    @Override
    int bufferCount() {
        return 2;
    }

    @Override
    long bufferLength(int buffer) {
        return buffer == 0 ? super.bufferLength(buffer) : (long) rowCount() * widthBytes;
    }

    @Override
    void writeBuffer(int buffer, Region target, long offset) {
        if (buffer == 0) {
            super.writeBuffer(buffer, target, offset);
        } else {
            target.put(offset, values, 0, (int) bufferLength(buffer));
        }
    }
}
