package dev.dal.table;

import org.apache.arrow.vector.types.pojo.Field;

/** A column of utf8. See {@link Column} for lifetime and threads. */
public final class StringColumn extends Column {

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    StringColumn(Field field, Chunks chunks) {
        super(field, chunks);
    }

    /**
     * A cell.
     *
     * @param i its row
     * @return the text, decoded anew each time
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     * @throws dev.dal.ipc.FormatException if its bytes are not in their buffer or no UTF-8
     */
    public String get(long i) {
        lifetime.check();
        int chunk = chunks.find(i);
        return chunks.reader(chunk).getString(chunks.row(chunk, i));
    }

    /**
     * The bytes of a cell.
     *
     * @param i its row
     * @return a copy of the UTF-8
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     * @throws dev.dal.ipc.FormatException if they are not in their buffer
     */
    public byte[] getBytes(long i) {
        lifetime.check();
        int chunk = chunks.find(i);
        return chunks.reader(chunk).getBytes(chunks.row(chunk, i));
    }

    @Override
    public StringColumn slice(long from, long length) {
        return new StringColumn(field(), slicedChunks(from, length));
    }
}
