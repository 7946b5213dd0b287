package dev.dal.ipc;

import dev.dal.store.memory.Region;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * Goes through the field nodes and buffers of one RecordBatch message, in the order of the schema, and checks that every
 * buffer lies in the body and is long enough.
 */
final class BatchCursor {

    /** A FieldNode is two int64, and so is a Buffer. */
    private static final int STRUCT_BYTES = 2 * Long.BYTES;

    private final IpcMessage message;
    private final RecordBatch batch;
    private final FieldNode node = new FieldNode();
    private final Buffer buffer = new Buffer();
    private final long[] nodes;
    private final long[] buffers;
    private int nodeIndex;
    private int bufferIndex;

    /**
     * A cursor before the first node and buffer.
     *
     * @param message the message
     * @param batch its header
     * @throws FormatException if the batch is compressed, or its body not aligned
     */
    BatchCursor(IpcMessage message, RecordBatch batch) {
        this.message = message;
        this.batch = batch;
        this.nodes = pairs(batch.nodesLength());
        this.buffers = pairs(batch.buffersLength());
        if (batch.compression() != null) {
            String codec = CompressionType.name(batch.compression().codec());
            throw FormatException.of("RecordBatch message", "compression " + codec, "no compression");
        }
        if (message.bodyLength() % MessageFraming.MINIMUM_ALIGNMENT_BYTES != 0) {
            throw FormatException.of("Body length of the RecordBatch message", message.bodyLength(), "a multiple of 8");
        }
    }

    /** Room for two numbers for each of so many structs, or as many as the metadata can hold. */
    private long[] pairs(int announced) {
        return new long[2 * Math.max(0, Math.min(announced, message.metadataBytes() / STRUCT_BYTES))];
    }

    /**
     * Moves to the next field node.
     *
     * @param column name of the column, for messages
     * @return the node; the same object each time
     * @throws FormatException if there is none
     */
    FieldNode nextNode(String column) {
        if (nodeIndex >= batch.nodesLength()) {
            throw FormatException.of("Column '" + column + "'", "no field node", "one for every column");
        }
        batch.nodes(node, nodeIndex);
        nodes[2 * nodeIndex] = node.length();
        nodes[2 * nodeIndex + 1] = node.nullCount();
        nodeIndex++;
        return node;
    }

    /**
     * Moves to the next buffer.
     *
     * @param column name of the column, for messages
     * @param role what the buffer holds, for messages
     * @param needed bytes that it must have at least
     * @return where in the region it begins
     * @throws FormatException if there is none, or it is too short, not aligned or not in the body
     */
    long nextBuffer(String column, String role, long needed) {
        if (bufferIndex >= batch.buffersLength()) {
            throw FormatException.of("Column '" + column + "'", "no buffer of " + role, "one");
        }
        batch.buffers(buffer, bufferIndex);
        long offset = buffer.offset();
        long length = buffer.length();
        if ((offset | length) < 0 || offset > message.bodyLength() - length) {
            throw FormatException.of(
                    "Buffer of " + role + " of column '" + column + "'",
                    "offset " + offset + " and length " + length,
                    "a range in the body of " + message.bodyLength() + " bytes");
        }
        if (offset % MessageFraming.MINIMUM_ALIGNMENT_BYTES != 0) {
            throw FormatException.of(
                    "Offset of the buffer of " + role + " of column '" + column + "'", offset, "a multiple of 8");
        }
        if (length < needed) {
            throw FormatException.of(
                    "Buffer of " + role + " of column '" + column + "'",
                    length + " bytes",
                    "at least " + needed + " for the rows there are");
        }
        buffers[2 * bufferIndex] = message.bodyOffset() + offset;
        buffers[2 * bufferIndex + 1] = length;
        bufferIndex++;
        return message.bodyOffset() + offset;
    }

    /**
     * Length of the buffer that the cursor is at.
     *
     * @return bytes
     */
    long bufferLength() {
        return buffer.length();
    }

    /**
     * Checks that nothing is left.
     *
     * @throws FormatException if there are more nodes or buffers than were passed
     */
    void checkEnd() {
        if (nodeIndex != batch.nodesLength() || bufferIndex != batch.buffersLength()) {
            throw FormatException.of(
                    "RecordBatch message",
                    batch.nodesLength() + " field nodes and " + batch.buffersLength() + " buffers",
                    nodeIndex + " and " + bufferIndex + ", as the schema says");
        }
    }

    /**
     * What was passed, to be asked for once.
     *
     * @param region holds the buffers
     * @param rows rows of the batch
     * @return nodes and buffers that the cursor moved to
     */
    BatchLayout layout(Region region, int rows) {
        return new BatchLayout(region, rows, nodes, buffers);
    }
}
