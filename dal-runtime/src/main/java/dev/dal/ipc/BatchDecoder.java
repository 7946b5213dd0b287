package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.List;
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
    private final RecordBatch batch;
    private final BatchCursor cursor;

    /**
     * A decoder for one message.
     *
     * @param region holds the body
     * @param message the message
     * @param batch its header
     * @throws FormatException if the batch is compressed, or its body not aligned
     */
    BatchDecoder(Region region, IpcMessage message, RecordBatch batch) {
        this.region = region;
        this.batch = batch;
        this.cursor = new BatchCursor(message, batch);
    }

    /**
     * Decodes the batch.
     *
     * @param fields the columns, as the stream's schema declares them
     * @return a reader of the batch
     * @throws RuntimeException of any kind if the header is malformed
     */
    RecordBatchReader decode(List<Field> fields) {
        int rows = rows();
        ColumnReader[] columns = new ColumnReader[fields.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(fields.get(i), rows);
        }
        cursor.checkEnd();
        return new RecordBatchReader(columns, rows);
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
        FieldNode node = cursor.nextNode(field.getName());
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
        long validity = cursor.nextBuffer(column, "validity", hasNulls ? ColumnWriter.bitmapBytes(rows) : 0);
        long offsets = 0;
        long needed = valuesBytes(field, kind, rows);
        if (kind == ColumnKind.STRING || kind == ColumnKind.BYTES) {
            offsets = cursor.nextBuffer(column, "offsets", rows == 0 ? 0 : (rows + 1L) * Integer.BYTES);
            needed = 0;
        }
        long values = cursor.nextBuffer(column, "values", needed);
        return new ColumnReader.Places(validity, offsets, values, cursor.bufferLength());
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

    /** Passes over a column of a type that is not read here, and over its children. */
    private void skip(Field field, String column) {
        cursor.nextNode(column);
        int buffers = bufferCount(field.getType(), column);
        for (int i = 0; i < buffers; i++) {
            cursor.nextBuffer(column, "any kind", 0);
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
