package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Turns the header of one RecordBatch message into columns, having checked that every buffer lies in the body and is
 * long enough for the rows.
 */
final class BatchDecoder {

    /** Rows that take no bytes, as of a batch without columns, are believed up to this number. */
    private static final long MAX_ROWS_WITHOUT_BYTES = 1 << 20;

    private final Region region;
    private final IpcMessage message;
    private final RecordBatch batch;
    private final FieldNode node = new FieldNode();
    private final Buffer buffer = new Buffer();
    private int nodeIndex;
    private int bufferIndex;

    /**
     * A decoder for one message.
     *
     * @param region holds the body
     * @param message the message
     * @param batch its header
     */
    BatchDecoder(Region region, IpcMessage message, RecordBatch batch) {
        this.region = region;
        this.message = message;
        this.batch = batch;
    }

    /**
     * Decodes the batch.
     *
     * @param fields the columns, as the stream's schema declares them
     * @return a reader of the batch
     * @throws RuntimeException of any kind if the header is malformed
     */
    RecordBatchReader decode(List<Field> fields) {
        checkPlain();
        int rows = rows();
        ColumnReader[] columns = new ColumnReader[fields.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(fields.get(i), rows);
        }
        if (nodeIndex != batch.nodesLength() || bufferIndex != batch.buffersLength()) {
            throw FormatException.of(
                    "RecordBatch message",
                    batch.nodesLength() + " field nodes and " + batch.buffersLength() + " buffers",
                    nodeIndex + " and " + bufferIndex + ", as the schema says");
        }
        return new RecordBatchReader(columns, rows);
    }

    private void checkPlain() {
        if (batch.compression() != null) {
            String codec = CompressionType.name(batch.compression().codec());
            throw FormatException.of("RecordBatch message", "compression " + codec, "no compression");
        }
        if (message.bodyLength() % MessageFraming.MINIMUM_ALIGNMENT_BYTES != 0) {
            throw FormatException.of("Body length of the RecordBatch message", message.bodyLength(), "a multiple of 8");
        }
    }

    private int rows() {
        long rows = batch.length();
        long most = Math.max(MAX_ROWS_WITHOUT_BYTES, Math.min(Integer.MAX_VALUE, Byte.SIZE * region.length()));
        if (rows < 0 || rows > most) {
            throw FormatException.of("Rows of the RecordBatch message", rows, "0 to " + most);
        }
        return (int) rows;
    }

    private ColumnReader column(Field field, int rows) {
        ColumnKind kind = ColumnKind.of(field.getType());
        if (kind == ColumnKind.OTHER) {
            skip(field, field.getName());
            return new ColumnReader(field, region, rows, 0, ColumnReader.Places.NONE);
        }
        nextNode(field.getName());
        long nullCount = node.nullCount();
        if (node.length() != rows || nullCount < 0 || nullCount > rows) {
            throw FormatException.of(
                    "Column '" + field.getName() + "'",
                    node.length() + " rows, " + nullCount + " of them null",
                    rows + " rows, 0 to " + rows + " of them null");
        }
        return new ColumnReader(field, region, rows, (int) nullCount, places(field, kind, rows, nullCount > 0));
    }

    private ColumnReader.Places places(Field field, ColumnKind kind, int rows, boolean hasNulls) {
        String column = field.getName();
        long validity = nextBuffer(column, "validity", hasNulls ? ColumnWriter.bitmapBytes(rows) : 0);
        long offsets = 0;
        long needed = valuesBytes(field, kind, rows);
        if (kind == ColumnKind.STRING || kind == ColumnKind.BYTES) {
            offsets = nextBuffer(column, "offsets", rows == 0 ? 0 : (rows + 1L) * Integer.BYTES);
            needed = 0;
        }
        long values = nextBuffer(column, "values", needed);
        return new ColumnReader.Places(validity, offsets, values, buffer.length());
    }

    private static long valuesBytes(Field field, ColumnKind kind, int rows) {
        if (kind == ColumnKind.BOOLEAN) {
            return ColumnWriter.bitmapBytes(rows);
        }
        int width = kind.widthBytes(field.getType());
        if (width < 0) {
            throw FormatException.of("Width of column '" + field.getName() + "'", width, "0 or more bytes");
        }
        return (long) rows * width;
    }

    private void nextNode(String column) {
        if (nodeIndex >= batch.nodesLength()) {
            throw FormatException.of("Column '" + column + "'", "no field node", "one for every column");
        }
        batch.nodes(node, nodeIndex++);
    }

    /** Moves to the next buffer and returns where in the region it begins. */
    private long nextBuffer(String column, String role, long needed) {
        if (bufferIndex >= batch.buffersLength()) {
            throw FormatException.of("Column '" + column + "'", "no buffer of " + role, "one");
        }
        batch.buffers(buffer, bufferIndex++);
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
        return message.bodyOffset() + offset;
    }

    /** Passes over a column of a type that is not read here, and over its children. */
    private void skip(Field field, String column) {
        nextNode(column);
        int buffers = bufferCount(field.getType(), column);
        for (int i = 0; i < buffers; i++) {
            nextBuffer(column, "any kind", 0);
        }
        for (Field child : field.getChildren()) {
            skip(child, column);
        }
    }

    /** Number of buffers per type, as in Arrow's columnar format, "Buffer Listing for Each Layout". */
    private static int bufferCount(ArrowType type, String column) {
        if (type instanceof ArrowType.ExtensionType extension) {
            return bufferCount(extension.storageType(), column);
        }
        return switch (type.getTypeID()) {
            case Null -> 0;
            case Struct, FixedSizeList -> 1;
            case LargeUtf8, LargeBinary, Utf8, Binary, ListView, LargeListView -> 3;
            case Union, RunEndEncoded, Utf8View, BinaryView, NONE ->
                throw FormatException.of("Column '" + column + "'", "type " + type, "a type that can be passed over");
            default -> 2;
        };
    }
}
