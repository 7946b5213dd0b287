package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An Arrow IPC stream of one record batch whose columns may nest: Schema message, RecordBatch message, end of stream;
 * uncompressed, without dictionaries, without nulls but in columns of type null.
 *
 * @param columns the columns
 * @param endOffset first byte behind the end of the stream, counted from the beginning of the region
 */
public record NestedBatch(List<NestedColumn> columns, long endOffset) {

    /**
     * Copies the list.
     *
     * @param columns the columns
     * @param endOffset first byte behind the stream
     */
    public NestedBatch {
        columns = List.copyOf(columns);
    }

    /**
     * Reads a stream.
     *
     * @param region holds the stream; the columns are parts of it
     * @param offset first byte of the stream, a multiple of 8
     * @return the batch
     * @throws FormatException if the bytes are not such a stream, or a type is none of those that
     *     {@link NestedColumn} lists
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static NestedBatch read(Region region, long offset) {
        IpcMessage first = MessageFraming.read(region, offset);
        IpcMessage second = first == null ? null : MessageFraming.read(region, first.endOffset());
        if (first == null || second == null) {
            throw FormatException.of("Stream", "its end", "a Schema and a RecordBatch message");
        }
        Schema schema = SchemaCodec.decode(first);
        List<NestedColumn> columns = second.decodeHeader(MessageHeader.RecordBatch, metadata -> {
            RecordBatch batch = (RecordBatch) metadata.header(new RecordBatch());
            return new Decoder(region, new BatchCursor(second, batch)).decode(schema.getFields());
        });
        @Nullable IpcMessage third = MessageFraming.read(region, second.endOffset());
        if (third != null) {
            throw FormatException.of("Stream", "a third message", "its end");
        }
        return new NestedBatch(columns, second.endOffset() + MessageFraming.PREFIX_BYTES);
    }

    /** Decodes the header of one batch. */
    private static final class Decoder {

        private final Region region;
        private final BatchCursor cursor;

        Decoder(Region region, BatchCursor cursor) {
            this.region = region;
            this.cursor = cursor;
        }

        List<NestedColumn> decode(List<Field> fields) {
            List<NestedColumn> columns = columns(fields);
            cursor.checkEnd();
            return columns;
        }

        private List<NestedColumn> columns(List<Field> fields) {
            List<NestedColumn> columns = new ArrayList<>(fields.size());
            for (Field field : fields) {
                columns.add(column(field));
            }
            return columns;
        }

        private NestedColumn column(Field field) {
            boolean isNull = field.getType() instanceof ArrowType.Null;
            FieldNode node = cursor.nextNode(field.getName());
            long length = node.length();
            if (length < 0 || length > Integer.MAX_VALUE || (node.nullCount() != 0 && !isNull)) {
                throw FormatException.of(
                        "Column '" + field.getName() + "'",
                        length + " cells, " + node.nullCount() + " of them null",
                        "0 to " + Integer.MAX_VALUE + " cells, none of them null");
            }
            return new NestedColumn(field, (int) length, buffers(field, length), columns(field.getChildren()));
        }

        private List<Region> buffers(Field field, long length) {
            ArrowType type = field.getType();
            String name = field.getName();
            long offsetsBytes = length == 0 ? 0 : (length + 1) * Integer.BYTES;
            return switch (type.getTypeID()) {
                case Null -> List.of();
                case Union -> {
                    if (((ArrowType.Union) type).getMode() != UnionMode.Dense) {
                        throw unreadable(field);
                    }
                    yield List.of(next(name, "types", length), next(name, "offsets", length * Integer.BYTES));
                }
                case Struct -> {
                    next(name, "validity", 0);
                    yield List.of();
                }
                case List -> {
                    next(name, "validity", 0);
                    yield List.of(next(name, "offsets", offsetsBytes));
                }
                case Utf8, Binary -> {
                    next(name, "validity", 0);
                    yield List.of(next(name, "offsets", offsetsBytes), next(name, "values", 0));
                }
                case Bool, Int, FloatingPoint, Date -> {
                    next(name, "validity", 0);
                    yield List.of(next(name, "values", valuesBytes(field, length)));
                }
                default -> throw unreadable(field);
            };
        }

        private static long valuesBytes(Field field, long length) {
            ArrowType type = field.getType();
            if (type instanceof ArrowType.Date date) {
                return length * (date.getUnit() == DateUnit.DAY ? 4 : 8);
            }
            return type instanceof ArrowType.Bool
                    ? ColumnWriter.bitmapBytes((int) length)
                    : length * TensorElements.widthBytes(type);
        }

        private Region next(String column, String role, long needed) {
            long start = cursor.nextBuffer(column, role, needed);
            return region.slice(start, cursor.bufferLength());
        }

        private static FormatException unreadable(Field field) {
            return FormatException.of(
                    "Type of column '" + field.getName() + "'",
                    field.getType(),
                    "null, bool, a number, a date, utf8, binary, a list, a struct or a dense union");
        }
    }
}
