package dev.dal.ipc;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.dal.store.memory.Region;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * The framed metadata of a RecordBatch message, built once per number of columns and buffers; the numbers in it are
 * then set in place as often as needed.
 */
final class BatchHeader {

    /** A FieldNode is two int64: length and number of nulls; a Buffer is two int64: offset and length. */
    private static final int STRUCT_BYTES = 2 * Long.BYTES;

    private final byte[] frame;
    private final ByteBuffer view;
    private final int rowsPosition;
    private final int nodesPosition;
    private final int buffersPosition;
    private final int bodyLengthPosition;

    /**
     * A header whose numbers are all zero.
     *
     * @param nodeCount number of columns
     * @param bufferCount number of buffers
     */
    BatchHeader(int nodeCount, int bufferCount) {
        // Distances from the end, in which FlatBuffers are built; defaults are forced so that zeros have a place.
        FlatBufferBuilder builder = new FlatBufferBuilder().forceDefaults(true);
        RecordBatch.startBuffersVector(builder, bufferCount);
        for (int i = 0; i < bufferCount; i++) {
            Buffer.createBuffer(builder, 0, 0);
        }
        int buffersFromEnd = builder.offset();
        int buffers = builder.endVector();
        RecordBatch.startNodesVector(builder, nodeCount);
        for (int i = 0; i < nodeCount; i++) {
            FieldNode.createFieldNode(builder, 0, 0);
        }
        int nodesFromEnd = builder.offset();
        int nodes = builder.endVector();
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addBuffers(builder, buffers);
        RecordBatch.addNodes(builder, nodes);
        RecordBatch.addLength(builder, 0);
        int rowsFromEnd = builder.offset();
        int batch = RecordBatch.endRecordBatch(builder);
        Message.startMessage(builder);
        Message.addBodyLength(builder, 0);
        int bodyLengthFromEnd = builder.offset();
        Message.addHeader(builder, batch);
        Message.addVersion(builder, MetadataVersion.V5);
        Message.addHeaderType(builder, MessageHeader.RecordBatch);
        builder.finish(Message.endMessage(builder));

        int end = MessageFraming.PREFIX_BYTES + builder.offset();
        this.frame = MessageFraming.frame(builder, MessageFraming.BODY_ALIGNMENT_BYTES);
        this.view = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        this.rowsPosition = end - rowsFromEnd;
        this.nodesPosition = end - nodesFromEnd;
        this.buffersPosition = end - buffersFromEnd;
        this.bodyLengthPosition = end - bodyLengthFromEnd;
    }

    /**
     * Length of the frame up to the body.
     *
     * @return bytes, a multiple of 64
     */
    int lengthBytes() {
        return frame.length;
    }

    /**
     * Sets the number of rows.
     *
     * @param rows rows
     */
    void setRows(long rows) {
        view.putLong(rowsPosition, rows);
    }

    /**
     * Describes a column.
     *
     * @param node index of the column
     * @param length cells
     * @param nullCount how many of them are null
     */
    void setNode(int node, long length, long nullCount) {
        putPair(nodesPosition + node * STRUCT_BYTES, length, nullCount);
    }

    /**
     * Describes a buffer.
     *
     * @param buffer index of the buffer
     * @param offset bytes from the beginning of the body
     * @param length bytes without padding
     */
    void setBuffer(int buffer, long offset, long length) {
        putPair(buffersPosition + buffer * STRUCT_BYTES, offset, length);
    }

    private void putPair(int position, long first, long second) {
        view.putLong(position, first);
        view.putLong(position + Long.BYTES, second);
    }

    /**
     * Sets the length of the body.
     *
     * @param bodyLength bytes
     */
    void setBodyLength(long bodyLength) {
        view.putLong(bodyLengthPosition, bodyLength);
    }

    /**
     * Writes the frame.
     *
     * @param target where to write
     * @param offset first byte
     */
    void writeTo(Region target, long offset) {
        target.put(offset, frame);
    }
}
