package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.Arrays;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column whose cells vary in length: utf8 and binary. Cells may be set in any order, and again; they are put into the
 * order of rows when they are written.
 */
final class VariableColumnWriter extends ColumnWriter {

    private static final int OFFSETS = 1;
    private static final int INITIAL_BYTES = 64;
    private static final int MAX_BYTES = Integer.MAX_VALUE - Long.BYTES;

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

    /**
     * Sets a cell.
     *
     * @param row a checked row
     * @param bytes the value; copied
     */
    void putBytes(int row, byte[] bytes) {
        ensureRoom(bytes.length);
        setValid(row);
        System.arraycopy(bytes, 0, arena, arenaBytes, bytes.length);
        place(row, arenaBytes, bytes.length);
        arenaBytes += bytes.length;
    }

    @Override
    void setNull(int row) {
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
            long doubled = Math.max(INITIAL_BYTES, 2L * arena.length);
            arena = Arrays.copyOf(arena, (int) Math.min(MAX_BYTES, Math.max(needed, doubled)));
        }
    }

    @Override
    int bufferCount() {
        return 3;
    }

    @Override
    long bufferLength(int buffer) {
        return switch (buffer) {
            case 0 -> super.bufferLength(buffer);
            case OFFSETS -> (rowCount() + 1L) * Integer.BYTES;
            default -> dataBytes;
        };
    }

    @Override
    void writeBuffer(int buffer, Region target, long offset) {
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
