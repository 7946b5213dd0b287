package dev.dal.table;

import dev.dal.ipc.ColumnSource;
import dev.dal.ipc.RecordBatchReader;
import dev.dal.ipc.RecordBatchStreamWriter;
import dev.dal.ipc.RecordBatchStreamWriter.Batch;
import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The object that holds a table (dal-format.md section 5): its size, and how to write it. Of a table whose type names
 * columns, these are written, in the order of the type; of others all. Buffers are copied as they are, each once. Not
 * thread-safe.
 */
public final class TableMessage {

    private final RecordBatchStreamWriter stream;

    private TableMessage(RecordBatchStreamWriter stream) {
        this.stream = stream;
    }

    /**
     * Prepares an object with the table's own batches.
     *
     * @param table the table; must stay open until the object is written
     * @return the prepared object
     * @throws IllegalArgumentException if a column has a type that cannot be written
     * @throws dev.dal.ipc.FormatException if the table turns out to be malformed
     * @throws IllegalStateException if the table is closed
     */
    public static TableMessage of(Table<?> table) {
        return of(table, Long.MAX_VALUE);
    }

    /**
     * Prepares an object with batches of limited length.
     *
     * @param table the table; must stay open until the object is written
     * @param maxBatchRows the most rows that a batch may have; longer batches are cut, shorter ones are left alone
     * @return the prepared object
     * @throws IllegalArgumentException if a column has a type that cannot be written, or the limit is not positive
     * @throws dev.dal.ipc.FormatException if the table turns out to be malformed
     * @throws IllegalStateException if the table is closed
     */
    public static TableMessage of(Table<?> table, long maxBatchRows) {
        if (maxBatchRows < 1) {
            throw new IllegalArgumentException("Rows of a batch: found " + maxBatchRows + "; expected 1 or more.");
        }
        table.lifetime().check();
        int[] indices = table.ownIndices();
        List<Batch> batches = new ArrayList<>();
        for (RecordBatchReader batch : table.batches()) {
            int step = (int) Math.min(maxBatchRows, Math.max(1, batch.rowCount()));
            int from = 0;
            do {
                int length = Math.min(step, batch.rowCount() - from);
                batches.add(new Batch(length, columns(indices, batch, from, length)));
                from += length;
            } while (from < batch.rowCount());
        }
        List<Field> fields =
                IntStream.of(indices).mapToObj(table.schema().getFields()::get).toList();
        Schema schema = new Schema(fields, table.schema().getCustomMetadata());
        return new TableMessage(new RecordBatchStreamWriter(schema, batches));
    }

    private static List<ColumnSource> columns(int[] indices, RecordBatchReader batch, int from, int length) {
        return IntStream.of(indices)
                .mapToObj(index -> batch.column(index).slice(from, length))
                .toList();
    }

    /**
     * Size of the object's data.
     *
     * @return bytes
     */
    public long sizeBytes() {
        return stream.sizeBytes();
    }

    /**
     * Writes the object.
     *
     * @param object the object's data; may be longer than needed
     * @throws IndexOutOfBoundsException if the region is too short
     * @throws java.nio.ReadOnlyBufferException if the region is read-only
     * @throws IllegalStateException if the lifetime of region or table has ended
     */
    public void writeTo(Region object) {
        stream.writeTo(object, 0);
    }
}
