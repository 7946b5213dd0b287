package dev.dal.table;

import dev.dal.ipc.RecordBatchReader;
import dev.dal.ipc.RecordBatchStream;
import dev.dal.ipc.RecordBatchWriter;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Builds tables in memory of their own, from records or from columns, in batches of bounded length. */
final class TableBuilding {

    /** Rows of a batch; offsets of 32 bits leave 128 bytes of text for each. */
    private static final int MOST_ROWS = 1 << 24;

    private TableBuilding() {}

    /** Writes rows into a batch. */
    private interface Rows {

        /**
         * Writes rows.
         *
         * @param target the batch
         * @param from index of the first row
         * @param count number of rows
         */
        void write(RecordBatchWriter target, int from, int count);
    }

    static <R> Table<R> ofRecords(TableType<R> type, List<? extends R> records) {
        requireColumns(type);
        return build(type, type.schema(), records.size(), (target, from, count) -> {
            RowWriter cells = new RowWriter(target);
            for (int row = 0; row < count; row++) {
                type.mapper().write(records.get(from + row), cells, row);
            }
        });
    }

    static <R> Table<R> ofColumns(TableType<R> type, Schema schema, Map<String, ?> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A table is made of at least one column; found none.");
        }
        requireColumns(type == TableType.UNTYPED ? null : type);
        List<Object> values = new ArrayList<>();
        for (Field field : schema.getFields()) {
            values.add(valuesOf(field, columns));
        }
        int rows = commonLength(schema, values);
        return build(type, schema, rows, (target, from, count) -> {
            for (int column = 0; column < values.size(); column++) {
                CellWriting.writeAll(target.column(column), 0, values.get(column), from, count);
            }
        });
    }

    static void requireColumns(@Nullable TableType<?> type) {
        if (type != null && type.isUntyped()) {
            throw new IllegalArgumentException(
                    "The type of the table names no columns; use a type that does, or Table.ofColumns(Map).");
        }
    }

    private static Object valuesOf(Field field, Map<String, ?> columns) {
        Object values = columns.get(field.getName());
        if (values == null) {
            throw new IllegalArgumentException("Column '" + field.getName() + "': found none among " + columns.keySet()
                    + "; expected values for " + TypeText.of(field) + ".");
        }
        return values;
    }

    private static int commonLength(Schema schema, List<Object> values) {
        int rows = lengthOf(schema.getFields().get(0).getName(), values.get(0));
        for (int i = 1; i < values.size(); i++) {
            String name = schema.getFields().get(i).getName();
            int length = lengthOf(name, values.get(i));
            if (length != rows) {
                throw new IllegalArgumentException("Column '" + name + "': found " + length + " values; expected "
                        + rows + ", as column '" + schema.getFields().get(0).getName() + "' has.");
            }
        }
        return rows;
    }

    /**
     * Number of values.
     *
     * @param name of the column, for the message
     * @param values an array, List or Column
     * @return their number
     * @throws IllegalArgumentException if they are something else
     */
    static int lengthOf(String name, Object values) {
        if (values instanceof List<?> list) {
            return list.size();
        }
        if (values instanceof Column column) {
            return column.arrayLength();
        }
        if (values.getClass().isArray()) {
            return Array.getLength(values);
        }
        throw new IllegalArgumentException("Column '" + name + "': found a "
                + values.getClass().getName() + "; expected an array, a List or a Column.");
    }

    private static <R> Table<R> build(TableType<R> type, Schema schema, int rowCount, Rows rows) {
        List<RecordBatchReader> batches = new ArrayList<>();
        RecordBatchWriter writer = new RecordBatchWriter(schema, 0);
        for (int from = 0; from < rowCount || from == 0; from += MOST_ROWS) {
            int count = Math.min(MOST_ROWS, rowCount - from);
            writer.reset(count);
            rows.write(writer, from, count);
            Region region = Region.allocate(writer.sizeBytes());
            writer.writeTo(region, 0);
            batches.addAll(RecordBatchStream.open(region.asReadOnly()).batches());
            if (rowCount - from <= MOST_ROWS) {
                break;
            }
        }
        return new Table<>(type, schema, batches, Lifetime.unbounded());
    }

    /** A table of batches that have the schema of the type and are in memory of their own. */
    static <R> Table<R> ofBatches(TableType<R> type, List<RecordBatchReader> batches) {
        return new Table<>(type, type.schema(), batches, Lifetime.unbounded());
    }
}
