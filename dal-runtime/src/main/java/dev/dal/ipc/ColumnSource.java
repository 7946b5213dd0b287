package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.List;

/**
 * A column, or the child of one, from which a record batch is written: what the message says of it, and its buffers in
 * the order of Arrow's columnar format ("Buffer Listing for Each Layout"). Nothing of it may change between asking for
 * lengths and writing.
 */
public interface ColumnSource {

    /**
     * Number of cells.
     *
     * @return cells
     */
    long length();

    /**
     * Number of null cells.
     *
     * @return cells
     */
    long nullCount();

    /**
     * Number of buffers, without those of children.
     *
     * @return buffers, validity included
     */
    int bufferCount();

    /**
     * Length of a buffer.
     *
     * @param buffer index of the buffer
     * @return bytes without padding
     */
    long bufferLength(int buffer);

    /**
     * Writes a buffer.
     *
     * @param buffer index of the buffer
     * @param target where to write
     * @param offset first of as many bytes as the buffer is long
     */
    void writeBuffer(int buffer, Region target, long offset);

    /**
     * The child columns.
     *
     * @return children in the order of the type's fields; empty unless the type is nested
     */
    default List<? extends ColumnSource> children() {
        return List.of();
    }
}
