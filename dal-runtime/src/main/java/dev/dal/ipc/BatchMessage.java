package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * One RecordBatch message, written from columns: its header and, at multiples of 64 bytes, their buffers. It can be
 * written any number of times, with the cells that the columns then have.
 */
final class BatchMessage {

    /** Columns, each before its children. */
    private final List<ColumnSource> nodes = new ArrayList<>();

    private final BatchHeader header;

    /**
     * A message.
     *
     * @param columns the columns of the schema
     */
    BatchMessage(List<? extends ColumnSource> columns) {
        addAll(columns);
        int buffers = 0;
        for (ColumnSource node : nodes) {
            buffers += node.bufferCount();
        }
        this.header = new BatchHeader(nodes.size(), buffers);
    }

    private void addAll(List<? extends ColumnSource> columns) {
        for (ColumnSource column : columns) {
            nodes.add(column);
            addAll(column.children());
        }
    }

    /**
     * Sets all numbers of the header to those of the columns as they are now.
     *
     * @param rows rows of the batch
     * @return length of the message in bytes, a multiple of 64
     */
    long layOut(long rows) {
        long end = 0;
        int buffer = 0;
        for (int i = 0; i < nodes.size(); i++) {
            ColumnSource node = nodes.get(i);
            header.setNode(i, node.length(), node.nullCount());
            int count = node.bufferCount();
            for (int k = 0; k < count; k++) {
                long length = node.bufferLength(k);
                header.setBuffer(buffer++, end, length);
                end = nextBuffer(end, length);
            }
        }
        header.setRows(rows);
        header.setBodyLength(end);
        return header.lengthBytes() + end;
    }

    private static long nextBuffer(long offset, long length) {
        return MessageFraming.padded(Math.addExact(offset, length), MessageFraming.BODY_ALIGNMENT_BYTES);
    }

    /**
     * Writes the message, which was laid out before.
     *
     * @param target where to write; has room
     * @param offset first byte
     * @return offset behind the message
     */
    long writeTo(Region target, long offset) {
        header.writeTo(target, offset);
        long body = offset + header.lengthBytes();
        long end = 0;
        for (int i = 0; i < nodes.size(); i++) {
            ColumnSource node = nodes.get(i);
            int count = node.bufferCount();
            for (int k = 0; k < count; k++) {
                long length = node.bufferLength(k);
                node.writeBuffer(k, target, body + end);
                long next = nextBuffer(end, length);
                target.clear(body + end + length, next - end - length);
                end = next;
            }
        }
        return body + end;
    }
}
