package dev.dal.value;

import dev.dal.ipc.RecordBatchStreamWriter;
import dev.dal.store.memory.Region;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A value prepared for its object: its size, and how to write it (see the package). Tensors and buffers are copied when
 * it is written, everything else before.
 */
final class ValueWriter {

    /** Four counts of int32. */
    static final int COUNTS_BYTES = 16;

    static final int NDARRAYS_OFFSET = 8;
    static final int BUFFERS_OFFSET = 12;

    /** Name of the one column. */
    static final String COLUMN = "list";

    private final Attachments attachments = new Attachments();
    private final RecordBatchStreamWriter batch;

    /**
     * Prepares a value.
     *
     * @param value the value
     * @throws UnsupportedValueException if it has no form that Python reads
     */
    ValueWriter(@Nullable Object value) {
        UnionWriter one = new UnionWriter(attachments, 0);
        one.add(value);
        this.batch = stream(one.content(COLUMN));
    }

    /** A stream of one batch of one column. */
    static RecordBatchStreamWriter stream(ColumnContent column) {
        Schema schema = new Schema(List.of(column.field()));
        return new RecordBatchStreamWriter(
                schema, List.of(new RecordBatchStreamWriter.Batch(column.length(), List.of(column))));
    }

    /** Rounds up to where tensors may begin. */
    static long padded(long offset) {
        return (offset + Region.ALIGNMENT_BYTES - 1) & -Region.ALIGNMENT_BYTES;
    }

    long sizeBytes() {
        return attachments.end(padded(COUNTS_BYTES + batch.sizeBytes()));
    }

    /** Writes the value to the beginning of a region of {@link #sizeBytes()}. */
    void writeTo(Region target) {
        target.putLong(0, 0);
        target.putInt(NDARRAYS_OFFSET, attachments.arrayCount());
        target.putInt(BUFFERS_OFFSET, attachments.bufferCount());
        batch.writeTo(target, COUNTS_BYTES);
        long end = COUNTS_BYTES + batch.sizeBytes();
        target.clear(end, padded(end) - end);
        attachments.writeTo(target, padded(end));
    }
}
