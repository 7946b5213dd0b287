package dev.dal.processor.model;

/**
 * A column, which is a component of a record.
 *
 * @param name its name in the schema
 * @param accessor the method of the record that gives a cell
 * @param type what a cell is
 * @param nullable whether a cell may be null
 */
public record ColumnModel(String name, String accessor, ColumnType type, boolean nullable) {

    /**
     * The column as it is shown to readers.
     *
     * @return name and type
     */
    public String draw() {
        return name + ": " + type.schemaName();
    }
}
