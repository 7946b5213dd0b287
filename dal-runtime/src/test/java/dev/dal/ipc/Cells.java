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
                cells.add(batch.isNull(column, row) ? null : cell(batch, field.getType(), column, row));
            }
        }
        return cells;
    }

    private static Object cell(RecordBatchReader batch, ArrowType type, int column, int row) {
        return switch (ColumnKind.of(type)) {
            case BOOLEAN -> batch.getBoolean(column, row);
            case BYTE -> batch.getByte(column, row);
            case SHORT -> batch.getShort(column, row);
            case INT -> batch.getInt(column, row);
            case LONG -> batch.getLong(column, row);
            case FLOAT -> batch.getFloat(column, row);
            case DOUBLE -> batch.getDouble(column, row);
            case STRING -> batch.getString(column, row);
            case BYTES -> HexFormat.of().formatHex(batch.getBytes(column, row));
            case FIXED_BYTES ->
                ((ArrowType.FixedSizeBinary) type).getByteWidth() == 20
                        ? batch.getObjectId(column, row)
                        : HexFormat.of().formatHex(batch.getBytes(column, row));
            case OTHER -> throw new AssertionError(type);
        };
    }
}
