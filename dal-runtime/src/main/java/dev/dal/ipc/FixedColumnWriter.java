package dev.dal.ipc;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
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
        use(cleared(values, checkedLength(rows)));
    }

    @Override
    void grow(int rows) {
        use(grown(values, rowCount() * widthBytes, checkedLength(rows)));
        super.grow(rows);
    }

    @Override
    boolean canAppend() {
        return true;
    }

    @Override
    void copyCell(ColumnWriter other, int from, int to) {
        byte[] source = ((FixedColumnWriter) other).values;
        System.arraycopy(source, from * widthBytes, values, to * widthBytes, widthBytes);
    }

    private void use(byte[] array) {
        if (array != values) {
            values = array;
            view = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private int checkedLength(int rows) {
        long length = (long) rows * widthBytes;
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException("Column '" + field().getName() + "' would have " + length
                    + " bytes in one batch; write several batches.");
        }
        return (int) length;
    }

    @Override
    public void setByte(int row, byte value) {
        check(row, ColumnKind.BYTE);
        setValid(row);
        values[row] = value;
    }

    @Override
    public void setShort(int row, short value) {
        check(row, ColumnKind.SHORT);
        setValid(row);
        view.putShort(row * Short.BYTES, value);
    }

    @Override
    public void setInt(int row, int value) {
        check(row, ColumnKind.INT);
        setValid(row);
        view.putInt(row * Integer.BYTES, value);
    }

    @Override
    public void setLong(int row, long value) {
        check(row, ColumnKind.LONG);
        setValid(row);
        view.putLong(row * Long.BYTES, value);
    }

    @Override
    public void setFloat(int row, float value) {
        check(row, ColumnKind.FLOAT);
        setValid(row);
        view.putInt(row * Float.BYTES, Float.floatToRawIntBits(value));
    }

    @Override
    public void setDouble(int row, double value) {
        check(row, ColumnKind.DOUBLE);
        setValid(row);
        view.putLong(row * Double.BYTES, Double.doubleToRawLongBits(value));
    }

    @Override
    public void setBytes(int row, byte[] value) {
        check(row, ColumnKind.FIXED_BYTES);
        checkWidth(value.length);
        setValid(row);
        System.arraycopy(value, 0, values, row * widthBytes, widthBytes);
    }

    @Override
    public void setObjectId(int row, ObjectId value) {
        check(row, ColumnKind.FIXED_BYTES);
        checkWidth(ObjectId.SIZE_BYTES);
        setValid(row);
        value.write(view, row * ObjectId.SIZE_BYTES);
    }

    @Override
    public void setAll(int row, Object array, int from, int count) {
        Objects.checkFromIndexSize(row, count, rowCount());
        ByteBuffer target = view.slice(row * widthBytes, count * widthBytes).order(ByteOrder.LITTLE_ENDIAN);
        ColumnKind kind = ColumnKind.of(field().getType());
        if (kind == ColumnKind.BYTE && array instanceof byte[] bytes) {
            target.put(bytes, from, count);
        } else if (kind == ColumnKind.SHORT && array instanceof short[] shorts) {
            target.asShortBuffer().put(shorts, from, count);
        } else if (kind == ColumnKind.INT && array instanceof int[] ints) {
            target.asIntBuffer().put(ints, from, count);
        } else if (kind == ColumnKind.LONG && array instanceof long[] longs) {
            target.asLongBuffer().put(longs, from, count);
        } else if (kind == ColumnKind.FLOAT && array instanceof float[] floats) {
            target.asFloatBuffer().put(floats, from, count);
        } else if (kind == ColumnKind.DOUBLE && array instanceof double[] doubles) {
            target.asDoubleBuffer().put(doubles, from, count);
        } else {
            super.setAll(row, array, from, count);
        }
        for (int i = row; i < row + count && nullCount() > 0; i++) {
            setValid(i);
        }
    }

    private void checkWidth(int found) {
        if (found != widthBytes) {
            throw new IllegalArgumentException("Column '" + field().getName() + "' has cells of " + widthBytes
                    + " bytes; found a value of " + found + " bytes.");
        }
    }

    @Override
    public int bufferCount() {
        return 2;
    }

    @Override
    public long bufferLength(int buffer) {
        return buffer == 0 ? super.bufferLength(buffer) : (long) rowCount() * widthBytes;
    }

    @Override
    public void writeBuffer(int buffer, Region target, long offset) {
        if (buffer == 0) {
            super.writeBuffer(buffer, target, offset);
        } else {
            target.put(offset, values, 0, (int) bufferLength(buffer));
        }
    }
}
