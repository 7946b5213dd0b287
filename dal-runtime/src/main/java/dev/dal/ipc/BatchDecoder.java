package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

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
    /** No column that lies in the region can be longer. */
    private final long mostRows;

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
        this.mostRows = Math.max(MAX_ROWS_WITHOUT_BYTES, Math.min(Integer.MAX_VALUE, Byte.SIZE * region.length()));
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
            columns[i] = column(fields.get(i), fields.get(i).getName(), (long) rows);
        }
        cursor.checkEnd();
        return new RecordBatchReader(columns, cursor.layout(region, rows));
    }

    private int rows() {
        long rows = batch.length();
        if (rows < 0 || rows > mostRows) {
            throw FormatException.of("Rows of the RecordBatch message", rows, "0 to " + mostRows);
        }
        return (int) rows;
    }

    /** The column of a field; {@code rows} is null where the length is the column's own affair. */
    private ColumnReader column(Field field, String path, @Nullable Long rows) {
        ColumnKind kind = ColumnKind.of(field.getType());
        if (kind == ColumnKind.OTHER) {
            int unread = (int) Math.max(0, Math.min(mostRows, skip(field, path)));
            return new ColumnReader(field, region, unread, 0, ColumnReader.Places.NONE, List.of());
        }
        FieldNode node = cursor.nextNode(path);
        long expected = rows == null ? Math.min(node.length(), mostRows) : rows;
        long nullCount = kind == ColumnKind.NULL ? node.length() : node.nullCount();
        long mostNulls = kind == ColumnKind.UNION ? 0 : expected;
        if (node.length() != expected || nullCount < 0 || nullCount > mostNulls) {
            throw FormatException.of(
                    "Column '" + path + "'",
                    node.length() + " rows, " + nullCount + " of them null",
                    (rows == null ? "at most " + mostRows : expected) + " rows, 0 to " + mostNulls + " of them null");
        }
        int length = (int) expected;
        ColumnReader.Places places = places(field, path, kind, length, nullCount > 0);
        return new ColumnReader(field, region, length, (int) nullCount, places, children(field, path, kind, length));
    }

    private ColumnReader.Places places(Field field, String path, ColumnKind kind, int rows, boolean hasNulls) {
        if (kind == ColumnKind.NULL) {
            return ColumnReader.Places.NONE;
        }
        if (kind == ColumnKind.UNION) {
            long types = cursor.nextBuffer(path, "types", rows);
            long cells = cursor.nextBuffer(path, "offsets", (long) rows * Integer.BYTES);
            return new ColumnReader.Places(0, cells, types, cursor.bufferLength());
        }
        long validity = cursor.nextBuffer(path, "validity", hasNulls ? ColumnWriter.bitmapBytes(rows) : 0);
        long offsets = 0;
        if (kind.hasOffsets()) {
            offsets = cursor.nextBuffer(path, "offsets", rows == 0 ? 0 : (rows + 1L) * Integer.BYTES);
        }
        if (kind.isNested()) {
            return new ColumnReader.Places(validity, offsets, 0, 0);
        }
        long values = cursor.nextBuffer(path, "values", kind.hasOffsets() ? 0 : valuesBytes(field, kind, rows));
        return new ColumnReader.Places(validity, offsets, values, cursor.bufferLength());
    }

    private List<ColumnReader> children(Field field, String path, ColumnKind kind, int rows) {
        if (!kind.isNested()) {
            return List.of();
        }
        List<Field> fields = field.getChildren();
        if (kind == ColumnKind.LIST && fields.size() != 1) {
            throw FormatException.of("Column '" + path + "'", fields.size() + " children", "one, as every list has");
        }
        if (field.getType() instanceof ArrowType.Union union) {
            checkTypeIds(union, path, fields.size());
        }
        List<ColumnReader> children = new ArrayList<>(fields.size());
        Long length = kind == ColumnKind.STRUCT ? Long.valueOf(rows) : null;
        for (Field child : fields) {
            children.add(column(child, path + "." + child.getName(), length));
        }
        return Collections.unmodifiableList(children);
    }

    private static void checkTypeIds(ArrowType.Union union, String path, int children) {
        int[] ids = union.getTypeIds();
        if (ids != null && ids.length != children) {
            throw FormatException.of(
                    "Type ids of union '" + path + "'", ids.length, "one for each of " + children + " children");
        }
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

    /** Passes over a column of a type that is not read here, and over its children; returns how long it is said to be. */
    private long skip(Field field, String column) {
        long length = cursor.nextNode(column).length();
        int buffers = bufferCount(field.getType(), column);
        for (int i = 0; i < buffers; i++) {
            cursor.nextBuffer(column, "any kind", 0);
        }
        for (Field child : field.getChildren()) {
            skip(child, column);
        }
        return length;
    }

    /** Number of buffers per type, as in Arrow's columnar format, "Buffer Listing for Each Layout". */
    private static int bufferCount(ArrowType type, String column) {
        if (type instanceof ArrowType.ExtensionType extension) {
            return bufferCount(extension.storageType(), column);
        }
        return switch (type.getTypeID()) {
            case Null -> 0;
            case Struct, FixedSizeList, Union -> 1;
            case LargeUtf8, LargeBinary, Utf8, Binary, ListView, LargeListView -> 3;
            case RunEndEncoded, Utf8View, BinaryView, NONE ->
                throw FormatException.of("Column '" + column + "'", "type " + type, "a type that can be passed over");
            default -> 2;
        };
    }
}
