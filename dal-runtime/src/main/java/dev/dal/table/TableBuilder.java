package dev.dal.table;

import dev.dal.ipc.RecordBatchReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects rows for a table in memory of its own, record batch by record batch. Not thread-safe.
 *
 * @param <R> the record that a row is
 */
public final class TableBuilder<R> {

    /** Rows that are kept as objects until they are written together. */
    private static final int BATCH_ROWS = 1 << 14;

    private final TableType<R> type;
    private final List<RecordBatchReader> batches = new ArrayList<>();
    private final List<R> rows = new ArrayList<>();
    private long writtenRows;

    /**
     * A builder without rows.
     *
     * @param type the columns, and how records are written; not {@link TableType#UNTYPED}
     * @throws IllegalArgumentException if the type names no columns
     */
    public TableBuilder(TableType<R> type) {
        TableBuilding.requireColumns(type);
        this.type = type;
    }

    /**
     * Appends a row.
     *
     * @param row the row, which must not change any more
     * @return this
     * @throws IllegalArgumentException if a value of this row, or of one before, does not fit its column
     */
    public TableBuilder<R> add(R row) {
        rows.add(Objects.requireNonNull(row, "row"));
        if (rows.size() == BATCH_ROWS) {
            write();
        }
        return this;
    }

    private void write() {
        batches.addAll(TableBuilding.ofRecords(type, rows).batches());
        writtenRows += rows.size();
        rows.clear();
    }

    /**
     * Number of rows.
     *
     * @return rows so far
     */
    public long rowCount() {
        return writtenRows + rows.size();
    }

    /**
     * The table of all rows so far. More may be added for another table.
     *
     * @return the table; without rows it has one empty record batch
     * @throws IllegalArgumentException if a value does not fit its column
     */
    public Table<R> build() {
        if (rowCount() == 0) {
            return Table.of(type, rows);
        }
        if (!rows.isEmpty()) {
            write();
        }
        return TableBuilding.ofBatches(type, batches);
    }
}
