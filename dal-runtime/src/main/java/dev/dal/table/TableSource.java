package dev.dal.table;

/**
 * Where a table comes from: a table itself, or something that will have one, such as a reference to an object in a
 * store. Parameters of calls are of this type. Anybody may implement it.
 *
 * @param <R> the record that a row is
 */
public interface TableSource<R> {

    /**
     * Columns of the table, and how rows are mapped to records.
     *
     * @return the type
     */
    TableType<R> type();
}
