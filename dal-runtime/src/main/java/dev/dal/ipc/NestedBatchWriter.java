package dev.dal.ipc;

import dev.dal.store.memory.BoundsChecks;
import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes an Arrow IPC stream of one record batch of one column, which may nest; see {@link NestedBatch}. Immutable and
 * thread-safe as long as the buffers are not changed.
 */
public final class NestedBatchWriter {

    private static final List<byte[]> NO_VALIDITY = List.of();

    private final EncodedSchema schema;
    private final BatchHeader header;
    private final List<List<byte[]>> buffers = new ArrayList<>();
    private final long bodyLength;

    /**
     * A writer of one column.
     *
     * @param column the column
     */
    public NestedBatchWriter(ColumnContent column) {
        List<ColumnContent> nodes = new ArrayList<>();
        collect(column, nodes);
        this.schema = new EncodedSchema(new Schema(List.of(column.field())));
        this.header = new BatchHeader(nodes.size(), buffers.size());
        header.setRows(column.length());
        for (int i = 0; i < nodes.size(); i++) {
            header.setNode(i, nodes.get(i).length(), nodes.get(i).nullCount());
        }
        long end = 0;
        for (int i = 0; i < buffers.size(); i++) {
            long length = length(buffers.get(i));
            header.setBuffer(i, end, length);
            end = MessageFraming.padded(end + length, MessageFraming.BODY_ALIGNMENT_BYTES);
        }
        header.setBodyLength(end);
        this.bodyLength = end;
    }

    private void collect(ColumnContent column, List<ColumnContent> nodes) {
        nodes.add(column);
        if (column.hasValidity()) {
            buffers.add(NO_VALIDITY);
        }
        buffers.addAll(column.buffers());
        for (ColumnContent child : column.children()) {
            collect(child, nodes);
        }
    }

    private static long length(List<byte[]> parts) {
        return parts.stream().mapToLong(part -> part.length).sum();
    }

    /**
     * Size of the stream.
     *
     * @return bytes
     */
    public long sizeBytes() {
        return schema.lengthBytes() + header.lengthBytes() + bodyLength + MessageFraming.PREFIX_BYTES;
    }

    /**
     * Writes the stream.
     *
     * @param target where to write
     * @param offset first byte, a multiple of 8
     * @throws IndexOutOfBoundsException if {@link #sizeBytes} do not fit; nothing is written then
     * @throws java.nio.ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public void writeTo(Region target, long offset) {
        BoundsChecks.checkRange(offset, sizeBytes(), target.length());
        schema.writeTo(target, offset);
        header.writeTo(target, offset + schema.lengthBytes());
        long body = offset + schema.lengthBytes() + header.lengthBytes();
        long end = 0;
        for (List<byte[]> parts : buffers) {
            for (byte[] part : parts) {
                target.put(body + end, part);
                end += part.length;
            }
            long next = MessageFraming.padded(end, MessageFraming.BODY_ALIGNMENT_BYTES);
            target.clear(body + end, next - end);
            end = next;
        }
        MessageFraming.writeEos(target, body + end);
    }
}
