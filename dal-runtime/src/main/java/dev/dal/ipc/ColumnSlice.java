package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Successive cells of a column that lies in some stream, to be copied into another. Bits are shifted so that the first
 * cell has the lowest bit, offsets begin at 0, and of child columns only what is referred to is copied.
 */
final class ColumnSlice implements ColumnSource {

    private final ColumnReader column;
    private final Region source;
    private final ColumnReader.Places places;
    private final ColumnKind kind;
    private final int from;
    private final int length;
    private final int nullCount;
    /** Bytes, or elements of the child column, that the cells refer to. */
    private final int contentStart;

    private final int contentEnd;
    private final List<ColumnSource> children;

    private ColumnSlice(ColumnReader column, int from, int length) {
        this.column = column;
        this.source = column.region();
        this.places = column.places();
        this.kind = column.kind();
        this.from = from;
        this.length = length;
        this.nullCount = countNulls();
        boolean hasContent = kind.hasOffsets() && length > 0;
        this.contentStart = hasContent ? offset(0) : 0;
        this.contentEnd = hasContent ? offset(length) : 0;
        if (hasContent) {
            checkOffsets();
        }
        this.children = childSlices();
    }

    /**
     * A part of a column.
     *
     * @param column the column
     * @param from index of the first row
     * @param length number of rows, all of them within the column
     * @return the part
     * @throws IllegalArgumentException if cells of this type, or of a child's, cannot be written
     */
    static ColumnSlice of(ColumnReader column, int from, int length) {
        if (column.kind() == ColumnKind.OTHER || column.kind() == ColumnKind.UNION) {
            throw new IllegalArgumentException("Column '" + column.field().getName() + "' of type "
                    + column.field().getType() + " cannot be written here.");
        }
        return new ColumnSlice(column, from, length);
    }

    private int countNulls() {
        if (column.nullCount() == 0 || length == column.rowCount()) {
            return column.nullCount();
        }
        int nulls = 0;
        for (int row = from; row < from + length; row++) {
            nulls += column.isNull(row) ? 1 : 0;
        }
        return nulls;
    }

    private List<ColumnSource> childSlices() {
        List<ColumnSource> slices = new ArrayList<>();
        for (ColumnReader child : column.children()) {
            slices.add(
                    kind == ColumnKind.LIST
                            ? of(child, contentStart, contentEnd - contentStart)
                            : of(child, from, length));
        }
        return slices;
    }

    /** An offset of the column, counted from the first that is copied. */
    private int offset(int index) {
        return source.getInt(places.offsets() + (from + (long) index) * Integer.BYTES);
    }

    /** Checks all offsets, so that what is written is sound whatever was read. */
    private void checkOffsets() {
        long most = kind == ColumnKind.LIST ? column.children().get(0).rowCount() : places.valuesBytes();
        int last = Math.max(0, contentStart);
        for (int i = 0; i <= length; i++) {
            int next = offset(i);
            if (next < last || next > most || contentStart < 0) {
                throw FormatException.of(
                        "Offsets of column '" + column.field().getName() + "' in row " + (from + i),
                        last + ", then " + next,
                        "ascending numbers up to " + most);
            }
            last = next;
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long nullCount() {
        return nullCount;
    }

    @Override
    public List<ColumnSource> children() {
        return children;
    }

    @Override
    public int bufferCount() {
        if (kind == ColumnKind.NULL) {
            return 0;
        }
        return 1 + (kind.hasOffsets() ? 1 : 0) + (kind.isNested() ? 0 : 1);
    }

    @Override
    public long bufferLength(int buffer) {
        if (buffer == 0) {
            return nullCount == 0 ? 0 : ColumnWriter.bitmapBytes(length);
        }
        if (kind.hasOffsets()) {
            return buffer == 1 ? (length + 1L) * Integer.BYTES : (long) contentEnd - contentStart;
        }
        return kind == ColumnKind.BOOLEAN ? ColumnWriter.bitmapBytes(length) : (long) length * widthBytes();
    }

    private int widthBytes() {
        ArrowType type = column.field().getType();
        return kind.widthBytes(type);
    }

    @Override
    public void writeBuffer(int buffer, Region target, long offset) {
        long lengthBytes = bufferLength(buffer);
        if (buffer == 0 && lengthBytes > 0) {
            copyBits(places.validity(), target, offset);
        } else if (buffer == 1 && kind.hasOffsets()) {
            copyOffsets(target, offset);
        } else if (buffer > 0 && kind == ColumnKind.BOOLEAN) {
            copyBits(places.values(), target, offset);
        } else if (buffer > 0) {
            long start = kind.hasOffsets() ? contentStart : (long) from * widthBytes();
            target.put(offset, source, places.values() + start, lengthBytes);
        }
    }

    private void copyOffsets(Region target, long targetOffset) {
        target.putInt(targetOffset, 0);
        for (int i = 1; i <= length; i++) {
            target.putInt(targetOffset + (long) i * Integer.BYTES, offset(i) - contentStart);
        }
    }

    /** Copies bits; those behind the last are 0. */
    private void copyBits(long sourceOffset, Region target, long targetOffset) {
        int shift = from & 7;
        long first = sourceOffset + (from >>> 3);
        int bytes = ColumnWriter.bitmapBytes(length);
        long sourceBytes = ((long) length + shift + Byte.SIZE - 1) / Byte.SIZE;
        for (int i = 0; i < bytes; i++) {
            int low = source.getByte(first + i) & 0xff;
            int high = shift > 0 && i + 1 < sourceBytes ? source.getByte(first + i + 1) & 0xff : 0;
            int bits = (low | high << Byte.SIZE) >>> shift;
            int kept = Math.min(Byte.SIZE, length - i * Byte.SIZE);
            target.putByte(targetOffset + i, (byte) (bits & (0xff >>> (Byte.SIZE - kept))));
        }
    }
}
