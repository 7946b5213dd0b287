package dev.dal.ipc;

import dev.dal.store.memory.Region;
import org.apache.arrow.vector.types.pojo.Field;

/** A column of bits. */
final class BitColumnWriter extends ColumnWriter {

    private byte[] bits = {};

    /**
     * A column without rows.
     *
     * @param field of type bool
     */
    BitColumnWriter(Field field) {
        super(field);
    }

    @Override
    void reset(int rows) {
        super.reset(rows);
        bits = cleared(bits, bitmapBytes(rows));
    }

    /**
     * Sets a cell.
     *
     * @param row a checked row
     * @param value the value
     */
    void put(int row, boolean value) {
        setValid(row);
        int mask = 1 << (row & 7);
        int others = bits[row >>> 3] & ~mask;
        bits[row >>> 3] = (byte) (value ? others | mask : others);
    }

    @Override
    int bufferCount() {
        return 2;
    }

    @Override
    long bufferLength(int buffer) {
        return buffer == 0 ? super.bufferLength(buffer) : bitmapBytes(rowCount());
    }

    @Override
    void writeBuffer(int buffer, Region target, long offset) {
        if (buffer == 0) {
            super.writeBuffer(buffer, target, offset);
        } else {
            target.put(offset, bits, 0, bitmapBytes(rowCount()));
        }
    }
}
