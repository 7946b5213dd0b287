package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column whose cells vary in length: utf8 and binary. Cells may be set in any order, and again; they are put into the
 * order of rows when they are written.
 */
final class VariableColumnWriter extends ColumnWriter {

    private static final int OFFSETS = 1;
    private static final int INITIAL_BYTES = 64;

    /** All bytes ever set, in the order of setting. */
    private byte[] arena = {};

    private int arenaBytes;
    /** Per row: where in the arena its bytes are. */
    private int[] starts = {};

    private int[] lengths = {};
    /** Sum of all lengths. */
    private long dataBytes;

    /**
     * A column without rows.
     *
     * @param field of type utf8 or binary
     */
    VariableColumnWriter(Field field) {
        super(field);
    }

    @Override
    void reset(int rows) {
        super.reset(rows);
        arenaBytes = 0;
        dataBytes = 0;
        starts = cleared(starts, rows);
        lengths = cleared(lengths, rows);
    }

    private static int[] cleared(int[] array, int length) {
        if (array.length < length) {
            return new int[length];
        }
        Arrays.fill(array, 0, length, 0);
        return array;
    }

    @Override
    void grow(int rows) {
        starts = grown(starts, rowCount(), rows);
        lengths = grown(lengths, rowCount(), rows);
        super.grow(rows);
    }

    @Override
    boolean canAppend() {
        return true;
    }

    @Override
    void copyCell(ColumnWriter other, int from, int to) {
        VariableColumnWriter source = (VariableColumnWriter) other;
        put(to, source.arena, source.starts[from], source.lengths[from]);
    }

    private static int[] grown(int[] array, int used, int needed) {
        Arrays.fill(array, used, Math.min(array.length, needed), 0);
        return array.length >= needed ? array : Arrays.copyOf(array, doubled(array.length, needed));
    }

    @Override
    public void setString(int row, String value) {
        check(row, ColumnKind.STRING);
        put(row, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void setBytes(int row, byte[] value) {
        check(row, ColumnKind.BYTES);
        put(row, value);
    }

    private void put(int row, byte[] bytes) {
        ensureRoom(bytes.length);
        setValid(row);
        put(row, bytes, 0, bytes.length);
    }

    private void put(int row, byte[] bytes, int from, int length) {
        ensureRoom(length);
        System.arraycopy(bytes, from, arena, arenaBytes, length);
        place(row, arenaBytes, length);
        arenaBytes += length;
    }

    @Override
    public void setNull(int row) {
        super.setNull(row);
        place(row, 0, 0);
    }

    private void place(int row, int start, int length) {
        dataBytes += length - lengths[row];
        starts[row] = start;
        lengths[row] = length;
    }

    private void ensureRoom(int more) {
        long needed = (long) arenaBytes + more;
        if (needed > MAX_BYTES) {
            throw new IllegalArgumentException("Column '" + field().getName() + "' would have " + needed
                    + " bytes in one batch; write several batches.");
        }
        if (needed > arena.length) {
            arena = Arrays.copyOf(arena, Math.max(INITIAL_BYTES, doubled(arena.length, (int) needed)));
        }
    }

    @Override
    public int bufferCount() {
        return 3;
    }

    @Override
    public long bufferLength(int buffer) {
        return switch (buffer) {
            case 0 -> super.bufferLength(buffer);
            case OFFSETS -> (rowCount() + 1L) * Integer.BYTES;
            default -> dataBytes;
        };
    }

    @Override
    public void writeBuffer(int buffer, Region target, long offset) {
        switch (buffer) {
            case 0 -> super.writeBuffer(buffer, target, offset);
            case OFFSETS -> writeOffsets(target, offset);
            default -> writeData(target, offset);
        }
    }

    private void writeOffsets(Region target, long offset) {
        int end = 0;
        target.putInt(offset, end);
        for (int row = 0; row < rowCount(); row++) {
            end += lengths[row];
            target.putInt(offset + (row + 1L) * Integer.BYTES, end);
        }
    }

    private void writeData(Region target, long offset) {
        long at = offset;
        for (int row = 0; row < rowCount(); row++) {
            target.put(at, arena, starts[row], lengths[row]);
            at += lengths[row];
        }
    }
}
