package dev.dal.ipc;

import dev.dal.store.memory.Region;

/**
 * Where the buffers of one record batch lie, as the message says it: field nodes and buffers, those of a column before
 * those of its children. For whoever hands the buffers on as they are. Every buffer is within the region; whether what
 * they say of each other, such as offsets, makes sense was not checked. Immutable and thread-safe.
 */
public final class BatchLayout {

    private final Region region;
    private final int rowCount;
    private final long[] nodes;
    private final long[] buffers;

    /**
     * A layout.
     *
     * @param region holds the buffers
     * @param rowCount rows of the batch
     * @param nodes per column its length and number of nulls
     * @param buffers per buffer its offset in the region and its length
     */
    BatchLayout(Region region, int rowCount, long[] nodes, long[] buffers) {
        this.region = region;
        this.rowCount = rowCount;
        this.nodes = nodes;
        this.buffers = buffers;
    }

    /**
     * The memory that holds the buffers.
     *
     * @return the region of the whole stream
     */
    public Region region() {
        return region;
    }

    /**
     * Number of rows.
     *
     * @return rows of the batch
     */
    public int rowCount() {
        return rowCount;
    }

    /**
     * Number of field nodes.
     *
     * @return columns, and children of columns
     */
    public int nodeCount() {
        return nodes.length / 2;
    }

    /**
     * Length of a column.
     *
     * @param node index of its node
     * @return cells, as the message says
     * @throws IndexOutOfBoundsException if there is no such node
     */
    public long nodeLength(int node) {
        return nodes[2 * node];
    }

    /**
     * Number of null cells of a column.
     *
     * @param node index of its node
     * @return cells, as the message says
     * @throws IndexOutOfBoundsException if there is no such node
     */
    public long nullCount(int node) {
        return nodes[2 * node + 1];
    }

    /**
     * Number of buffers.
     *
     * @return buffers of all columns
     */
    public int bufferCount() {
        return buffers.length / 2;
    }

    /**
     * Where a buffer begins.
     *
     * @param buffer index of the buffer
     * @return offset in the region, a multiple of 8 from the beginning of the body
     * @throws IndexOutOfBoundsException if there is no such buffer
     */
    public long bufferOffset(int buffer) {
        return buffers[2 * buffer];
    }

    /**
     * Length of a buffer.
     *
     * @param buffer index of the buffer
     * @return bytes
     * @throws IndexOutOfBoundsException if there is no such buffer
     */
    public long bufferLength(int buffer) {
        return buffers[2 * buffer + 1];
    }
}
