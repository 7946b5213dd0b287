package dev.dal.ipc;

import dev.dal.store.memory.BoundsChecks;
import dev.dal.store.memory.Region;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes an Arrow IPC stream of any number of record batches from columns that exist already: Schema message,
 * RecordBatch messages, end of stream; uncompressed, without dictionaries, buffers at multiples of 64 bytes from the
 * beginning of the stream. The counterpart of {@link RecordBatchStream}. Not thread-safe.
 */
public final class RecordBatchStreamWriter {

    private final EncodedSchema schema;
    private final List<Batch> batches;
    private final List<BatchMessage> messages;

    /**
     * One record batch.
     *
     * @param rowCount number of rows
     * @param columns the columns of the schema, each with as many cells
     */
    public record Batch(long rowCount, List<? extends ColumnSource> columns) {}

    /**
     * A stream of batches.
     *
     * @param schema names and types of the columns, and custom metadata
     * @param batches the batches; may be none
     * @throws IllegalArgumentException if a batch has another number of columns than the schema, or a column another
     *     number of rows than its batch
     */
    public RecordBatchStreamWriter(Schema schema, List<Batch> batches) {
        this.schema = new EncodedSchema(schema);
        this.batches = List.copyOf(batches);
        this.batches.forEach(batch -> check(schema, batch));
        this.messages = this.batches.stream()
                .map(batch -> new BatchMessage(batch.columns()))
                .toList();
    }

    private static void check(Schema schema, Batch batch) {
        int expected = schema.getFields().size();
        if (batch.columns().size() != expected) {
            throw new IllegalArgumentException("Columns of a batch: found "
                    + batch.columns().size() + "; expected " + expected + ", as the schema says.");
        }
        for (int i = 0; i < expected; i++) {
            if (batch.columns().get(i).length() != batch.rowCount()) {
                throw new IllegalArgumentException("Column '"
                        + schema.getFields().get(i).getName() + "': found "
                        + batch.columns().get(i).length() + " rows; expected " + batch.rowCount()
                        + ", as the batch has.");
            }
        }
    }

    /**
     * Size of the stream.
     *
     * @return bytes
     */
    public long sizeBytes() {
        long size = schema.lengthBytes() + (long) MessageFraming.PREFIX_BYTES;
        for (int i = 0; i < messages.size(); i++) {
            size = Math.addExact(size, messages.get(i).layOut(batches.get(i).rowCount()));
        }
        return size;
    }

    /**
     * Writes the stream.
     *
     * @param target where to write
     * @param offset first byte, a multiple of 8; of 64 if buffers are to be aligned to that
     * @throws IndexOutOfBoundsException if {@link #sizeBytes} do not fit; nothing is written then
     * @throws FormatException if a column that is copied from another stream turns out to be malformed
     * @throws java.nio.ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime of the region, or of memory that is copied, has ended
     */
    public void writeTo(Region target, long offset) {
        BoundsChecks.checkRange(offset, sizeBytes(), target.length());
        schema.writeTo(target, offset);
        long end = offset + schema.lengthBytes();
        for (BatchMessage message : messages) {
            end = message.writeTo(target, end);
        }
        MessageFraming.writeEos(target, end);
    }
}
