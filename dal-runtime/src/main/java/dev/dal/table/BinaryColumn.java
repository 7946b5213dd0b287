package dev.dal.table;

import dev.dal.store.ObjectId;
import org.apache.arrow.vector.types.pojo.Field;

/** A column of binary or fixed_size_binary. See {@link Column} for lifetime and threads. */
public final class BinaryColumn extends Column {

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    BinaryColumn(Field field, Chunks chunks) {
        super(field, chunks);
    }

    /**
     * A cell.
     *
     * @param i its row
     * @return a copy of the bytes
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     * @throws dev.dal.ipc.FormatException if they are not in their buffer
     */
    public byte[] get(long i) {
        lifetime.check();
        int chunk = chunks.find(i);
        return chunks.reader(chunk).getBytes(chunks.row(chunk, i));
    }

    /**
     * A cell of a column of fixed_size_binary(20).
     *
     * @param i its row
     * @return the value
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     */
    public ObjectId getObjectId(long i) {
        lifetime.check();
        int chunk = chunks.find(i);
        return chunks.reader(chunk).getObjectId(chunks.row(chunk, i));
    }

    @Override
    public BinaryColumn slice(long from, long length) {
        return new BinaryColumn(field(), slicedChunks(from, length));
    }
}
