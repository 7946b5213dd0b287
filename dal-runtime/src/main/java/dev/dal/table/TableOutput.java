package dev.dal.table;

/**
 * An output whose rows its function writes: either one after another, or a whole table at once. A function that writes
 * neither makes a table without rows. Not thread-safe; of use only until the function returns.
 *
 * @param <R> the record that a row is
 */
public interface TableOutput<R> {

    /**
     * The columns of the table.
     *
     * @return the type
     */
    TableType<R> type();

    /**
     * Appends a row.
     *
     * @param row the row; copied
     * @throws IllegalArgumentException if a value does not fit its column
     * @throws IllegalStateException if a whole table was put, or the function has returned
     */
    void add(R row);

    /**
     * Appends rows.
     *
     * @param rows the rows in their order; copied
     * @throws IllegalArgumentException if a value does not fit its column
     * @throws IllegalStateException if a whole table was put, or the function has returned
     */
    default void addAll(Iterable<? extends R> rows) {
        rows.forEach(this::add);
    }

    /**
     * Writes a whole table, column by column.
     *
     * @param table the table; copied; columns that the output does not declare are left out
     * @throws dev.dal.ipc.FormatException if it lacks a column, or has another type of column, or nulls where there must
     *     be none
     * @throws dev.dal.store.StoreFullException if there is no room
     * @throws IllegalStateException if rows or a table were written before, the table is closed, or the function has
     *     returned
     */
    void put(Table<?> table);
}
