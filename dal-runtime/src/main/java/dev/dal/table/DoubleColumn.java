package dev.dal.table;

import java.nio.DoubleBuffer;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of float64. See {@link Column} for lifetime and threads.
 */
public final class DoubleColumn extends Column {

    /** The first cells; they can be read without more ado if none is null and they lie within one window. */
    private final DoubleBuffer direct;

    private final int directLength;

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    DoubleColumn(Field field, Chunks chunks) {
        super(field, chunks);
        this.directLength = directLength();
        this.direct = directWindow().asDoubleBuffer();
    }

    /**
     * A cell.
     *
     * @param i its row
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     */
    public double get(long i) {
        lifetime.check();
        int index = (int) i;
        if (index == i && index >= 0 && index < directLength) {
            return direct.get(index);
        }
        return find(i);
    }

    private double find(long i) {
        int chunk = chunks.find(i);
        return chunks.reader(chunk).getDouble(chunks.row(chunk, i));
    }

    /**
     * All cells as an array.
     *
     * @return a fresh array, as long as the column
     * @throws IllegalStateException if a cell is null or the view is closed
     * @throws IllegalArgumentException if no array is so long
     */
    public double[] toArray() {
        double[] values = new double[arrayLengthWithoutNulls()];
        forEachWindow((window, index, count) -> window.asDoubleBuffer().get(0, values, index, count));
        return values;
    }

    @Override
    public Object toValues() {
        return nullCount() == 0 ? toArray() : toList();
    }

    @Override
    public DoubleColumn slice(long from, long length) {
        return new DoubleColumn(field(), slicedChunks(from, length));
    }
}
