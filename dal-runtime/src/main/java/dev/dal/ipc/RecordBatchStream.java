package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An Arrow IPC stream that lies in a region: Schema message, any number of RecordBatch messages, end of stream;
 * uncompressed, without dictionaries. What follows the end is ignored.
 *
 * <p>Opening reads the metadata of all messages and checks that every buffer is where it should be; the cells stay
 * where they are. Immutable and thread-safe.
 */
public final class RecordBatchStream {

    private final Schema schema;
    private final List<RecordBatchReader> batches;
    private final long batchesOffset;
    private final long endOffset;

    private RecordBatchStream(Schema schema, List<RecordBatchReader> batches, long batchesOffset, long endOffset) {
        this.schema = schema;
        this.batchesOffset = batchesOffset;
        this.endOffset = endOffset;
        this.batches = Collections.unmodifiableList(batches);
    }

    /**
     * Opens the stream that begins with the region.
     *
     * @param region holds the stream; read in place for as long as the stream is used
     * @return the stream
     * @throws FormatException if the bytes are not such a stream
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static RecordBatchStream open(Region region) {
        return open(region, 0);
    }

    /**
     * Opens a stream.
     *
     * @param region holds the stream; read in place for as long as the stream is used
     * @param offset first byte of the stream, a multiple of 8
     * @return the stream
     * @throws FormatException if the bytes are not such a stream
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static RecordBatchStream open(Region region, long offset) {
        IpcMessage first = MessageFraming.read(region, offset);
        if (first == null) {
            throw FormatException.of("Stream", "only its end", "a Schema message");
        }
        return open(region, SchemaCodec.decode(first), first.endOffset());
    }

    /**
     * Opens a stream whose schema is known, since another one began with the same bytes.
     *
     * @param region holds the stream; read in place for as long as the stream is used
     * @param schema what the Schema message says
     * @param batchesOffset end of the Schema message
     * @return the stream
     * @throws FormatException if the bytes behind the Schema message are not the rest of such a stream
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static RecordBatchStream open(Region region, Schema schema, long batchesOffset) {
        List<RecordBatchReader> batches = new ArrayList<>(1);
        long end = batchesOffset;
        @Nullable IpcMessage message = MessageFraming.read(region, end);
        while (message != null) {
            batches.add(batch(message, schema, region));
            end = message.endOffset();
            message = MessageFraming.read(region, end);
        }
        return new RecordBatchStream(schema, batches, batchesOffset, end + MessageFraming.PREFIX_BYTES);
    }

    /**
     * The bytes from which a RecordBatch message is decoded: two of the same bytes, both with their body in the region, are
     * laid out alike.
     *
     * @param region holds the message
     * @param offset first byte of the message
     * @return a copy of prefix and metadata
     * @throws FormatException if there is no complete message
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static byte[] headerAt(Region region, long offset) {
        return MessageFraming.copyFrame(region.slice(offset, region.length() - offset));
    }

    /**
     * Whether a stream ends somewhere.
     *
     * @param region holds the stream
     * @param endOffset offset of what would be the first byte behind the end
     * @return true if the mark of the end comes before it
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static boolean isEndAt(Region region, long endOffset) {
        long mark = endOffset - MessageFraming.PREFIX_BYTES;
        return mark >= 0 && MessageFraming.isEos(region, mark);
    }

    private static RecordBatchReader batch(IpcMessage message, Schema schema, Region region) {
        return message.decodeHeader(MessageHeader.RecordBatch, metadata -> {
            RecordBatch batch = (RecordBatch) metadata.header(new RecordBatch());
            return new BatchDecoder(region, message, batch).decode(schema.getFields());
        });
    }

    /**
     * Names and types of the columns, and custom metadata.
     *
     * @return the schema
     */
    public Schema schema() {
        return schema;
    }

    /**
     * Where the Schema message ends.
     *
     * @return offset in the region
     */
    public long batchesOffset() {
        return batchesOffset;
    }

    /**
     * The record batches.
     *
     * @return batches in the order written; unmodifiable
     */
    public List<RecordBatchReader> batches() {
        return batches;
    }

    /**
     * Where the stream ends.
     *
     * @return offset in the region of the first byte behind the end of the stream
     */
    public long endOffset() {
        return endOffset;
    }

    /**
     * Number of rows of all batches together.
     *
     * @return rows
     */
    public long rowCount() {
        long rows = 0;
        for (RecordBatchReader batch : batches) {
            rows += batch.rowCount();
        }
        return rows;
    }
}
