package dev.dal.table;

import java.nio.ByteBuffer;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of int8 or uint8; unsigned numbers are seen as their bits. See {@link Column} for lifetime and threads.
 */
public final class ByteColumn extends Column {

    /** The first cells; they can be read without more ado if none is null and they lie within one window. */
    private final ByteBuffer direct;

    private final int directLength;

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    ByteColumn(Field field, Chunks chunks) {
        super(field, chunks);
        this.directLength = directLength();
        this.direct = directWindow();
    }

    /**
     * A cell.
     *
     * @param i its row
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     */
    public byte get(long i) {
        lifetime.check();
        int index = (int) i;
        if (index == i && index >= 0 && index < directLength) {
            return direct.get(index);
        }
        return find(i);
    }

    private byte find(long i) {
        int chunk = chunks.find(i);
        return chunks.reader(chunk).getByte(chunks.row(chunk, i));
    }

    /**
     * All cells as an array.
     *
     * @return a fresh array, as long as the column
     * @throws IllegalStateException if a cell is null or the view is closed
     * @throws IllegalArgumentException if no array is so long
     */
    public byte[] toArray() {
        byte[] values = new byte[arrayLengthWithoutNulls()];
        forEachWindow((window, index, count) -> window.get(0, values, index, count));
        return values;
    }

    @Override
    public Object toValues() {
        return nullCount() == 0 && CellValues.isSigned(field().getType()) ? toArray() : toList();
    }

    @Override
    public ByteColumn slice(long from, long length) {
        return new ByteColumn(field(), slicedChunks(from, length));
    }
}
