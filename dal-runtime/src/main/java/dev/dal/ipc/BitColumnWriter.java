package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.Objects;
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

    @Override
    void grow(int rows) {
        bits = grown(bits, bitmapBytes(rowCount()), bitmapBytes(rows));
        super.grow(rows);
    }

    @Override
    boolean canAppend() {
        return true;
    }

    @Override
    void copyCell(ColumnWriter other, int from, int to) {
        setBoolean(to, isSet(((BitColumnWriter) other).bits, from));
    }

    @Override
    public void setBoolean(int row, boolean value) {
        check(row, ColumnKind.BOOLEAN);
        setValid(row);
        int mask = 1 << (row & 7);
        int others = bits[row >>> 3] & ~mask;
        bits[row >>> 3] = (byte) (value ? others | mask : others);
    }

    @Override
    public void setAll(int row, Object array, int from, int count) {
        if (!(array instanceof boolean[] values)) {
            super.setAll(row, array, from, count);
            return;
        }
        Objects.checkFromIndexSize(from, count, values.length);
        Objects.checkFromIndexSize(row, count, rowCount());
        for (int i = 0; i < count; i++) {
            setBoolean(row + i, values[from + i]);
        }
    }

    @Override
    public int bufferCount() {
        return 2;
    }

    @Override
    public long bufferLength(int buffer) {
        return buffer == 0 ? super.bufferLength(buffer) : bitmapBytes(rowCount());
    }

    @Override
    public void writeBuffer(int buffer, Region target, long offset) {
        if (buffer == 0) {
            super.writeBuffer(buffer, target, offset);
        } else {
            target.put(offset, bits, 0, bitmapBytes(rowCount()));
        }
    }
}
