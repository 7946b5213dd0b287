package dev.dal.table;

/**
 * Makes records of the rows of a table, and cells of records. Written by dal-processor for each record type that a
 * processing function uses; {@link TableType#of(Class)} makes one by reflection.
 *
 * <p>Columns have the indices that they have in the schema of the {@link TableType}, whatever their order in the table
 * is, and are known to have the types of that schema. A mapper has no state and may be called by any thread.
 *
 * @param <R> the record
 */
public interface RowMapper<R> {

    /**
     * Makes a record of a row.
     *
     * @param cells the columns
     * @param row index of the row
     * @return the record
     */
    R read(RowReader cells, long row);

    /**
     * Writes a record into the cells of a row; those that are not set are null, or zero or empty where nulls are not
     * allowed.
     *
     * @param record the record
     * @param cells the columns
     * @param row index of the row
     */
    void write(R record, RowWriter cells, int row);
}
