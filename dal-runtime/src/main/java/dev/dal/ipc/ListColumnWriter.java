package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** A column of lists. Their elements are appended to a child column, so lists are made in the order of rows. */
final class ListColumnWriter extends ColumnWriter {

    private final ColumnWriter elements;
    /** Per row that is done: where in the child column its list ends. */
    private int[] ends = {};

    private int rowsDone;

    /**
     * A column without rows.
     *
     * @param field of type list
     * @throws IllegalArgumentException if it has no child, or one that cannot be written
     */
    ListColumnWriter(Field field) {
        super(field);
        if (field.getChildren().size() != 1) {
            throw new IllegalArgumentException("Column '" + field.getName() + "' of type list: found "
                    + field.getChildren().size() + " children; expected one, the elements.");
        }
        this.elements = ColumnWriter.of(field.getChildren().get(0));
    }

    @Override
    void reset(int rows) {
        super.reset(rows);
        elements.reset(0);
        rowsDone = 0;
        ends = ends.length < rows ? new int[rows] : ends;
    }

    @Override
    void grow(int rows) {
        if (ends.length < rows) {
            ends = Arrays.copyOf(ends, doubled(ends.length, rows));
        }
        super.grow(rows);
    }

    @Override
    public List<ColumnWriter> children() {
        return List.of(elements);
    }

    @Override
    public int setList(int row, int elementCount) {
        check(row, ColumnKind.LIST);
        if (row < rowsDone) {
            throw new IllegalStateException(
                    "Column '" + field().getName() + "': lists are made in the order of rows; found row " + row
                            + " after row " + (rowsDone - 1) + ".");
        }
        int start = elements.rowCount();
        if (elementCount < 0 || elementCount > MAX_BYTES - start) {
            throw new IllegalArgumentException("Column '" + field().getName() + "' would have " + start + " and "
                    + elementCount + " elements in one batch; expected at most " + MAX_BYTES
                    + ". Write several batches.");
        }
        elements.grow(start + elementCount);
        setValid(row);
        Arrays.fill(ends, rowsDone, row, start);
        ends[row] = start + elementCount;
        rowsDone = row + 1;
        return start;
    }

    @Override
    public int bufferCount() {
        return 2;
    }

    @Override
    public long bufferLength(int buffer) {
        return buffer == 0 ? super.bufferLength(buffer) : (rowCount() + 1L) * Integer.BYTES;
    }

    @Override
    public void writeBuffer(int buffer, Region target, long offset) {
        if (buffer == 0) {
            super.writeBuffer(buffer, target, offset);
            return;
        }
        target.putInt(offset, 0);
        for (int row = 0; row < rowCount(); row++) {
            int end = row < rowsDone ? ends[row] : elements.rowCount();
            target.putInt(offset + (row + 1L) * Integer.BYTES, end);
        }
    }
}
