package dev.dal.ipc;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** All cells of a stream as objects, row by row, for comparison; unreadable columns are left out. */
final class Cells {

    private Cells() {}

    static List<List<Object>> of(RecordBatchStream stream) {
        List<List<Object>> rows = new ArrayList<>();
        for (RecordBatchReader batch : stream.batches()) {
            for (int row = 0; row < Math.min(batch.rowCount(), 2_000); row++) {
                rows.add(row(stream, batch, row));
            }
        }
        return rows;
    }

    private static List<Object> row(RecordBatchStream stream, RecordBatchReader batch, int row) {
        List<Object> cells = new ArrayList<>();
        for (int column = 0; column < batch.columnCount(); column++) {
            Field field = stream.schema().getFields().get(column);
            if (ColumnKind.of(field.getType()) != ColumnKind.OTHER) {
                cells.add(cell(batch.column(column), row));
            }
        }
        return cells;
    }

    /** A cell; lists and structs as lists. */
    static Object cell(ColumnReader column, int row) {
        return column.isNull(row) ? null : value(column, row);
    }

    private static Object value(ColumnReader column, int row) {
        ArrowType type = column.field().getType();
        return switch (ColumnKind.of(type)) {
            case BOOLEAN -> column.getBoolean(row);
            case BYTE -> column.getByte(row);
            case SHORT -> column.getShort(row);
            case INT -> column.getInt(row);
            case LONG -> column.getLong(row);
            case FLOAT -> column.getFloat(row);
            case DOUBLE -> column.getDouble(row);
            case STRING -> column.getString(row);
            case BYTES -> HexFormat.of().formatHex(column.getBytes(row));
            case FIXED_BYTES ->
                ((ArrowType.FixedSizeBinary) type).getByteWidth() == 20
                        ? column.getObjectId(row)
                        : HexFormat.of().formatHex(column.getBytes(row));
            case LIST -> elements(column, row);
            case STRUCT -> members(column, row);
            case UNION -> cell(column.children().get(column.unionChild(row)), column.unionCell(row));
            case NULL, OTHER -> throw new AssertionError(type);
        };
    }

    private static List<Object> elements(ColumnReader column, int row) {
        ColumnReader child = column.children().get(0);
        List<Object> elements = new ArrayList<>();
        int end = column.listEnd(row);
        for (int i = column.listStart(row); i < end; i++) {
            elements.add(ColumnKind.of(child.field().getType()) == ColumnKind.OTHER ? "?" : cell(child, i));
        }
        return elements;
    }

    private static List<Object> members(ColumnReader column, int row) {
        List<Object> members = new ArrayList<>();
        for (ColumnReader child : column.children()) {
            members.add(ColumnKind.of(child.field().getType()) == ColumnKind.OTHER ? "?" : cell(child, row));
        }
        return members;
    }
}
