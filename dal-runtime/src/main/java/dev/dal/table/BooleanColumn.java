package dev.dal.table;

import org.apache.arrow.vector.types.pojo.Field;

/** A column of bool. See {@link Column} for lifetime and threads. */
public final class BooleanColumn extends Column {

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    BooleanColumn(Field field, Chunks chunks) {
        super(field, chunks);
    }

    /**
     * A cell.
     *
     * @param i its row
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     */
    public boolean get(long i) {
        lifetime.check();
        int chunk = chunks.find(i);
        return chunks.reader(chunk).getBoolean(chunks.row(chunk, i));
    }

    /**
     * All cells as an array.
     *
     * @return a fresh array, as long as the column
     * @throws IllegalStateException if a cell is null or the view is closed
     * @throws IllegalArgumentException if no array is so long
     */
    public boolean[] toArray() {
        boolean[] values = new boolean[arrayLengthWithoutNulls()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return values;
    }

    @Override
    public Object toValues() {
        return nullCount() == 0 ? toArray() : toList();
    }

    @Override
    public BooleanColumn slice(long from, long length) {
        return new BooleanColumn(field(), slicedChunks(from, length));
    }
}
