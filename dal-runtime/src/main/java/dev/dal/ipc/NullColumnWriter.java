package dev.dal.ipc;

import org.apache.arrow.vector.types.pojo.Field;

/** A column of type null: nothing can be set, and there are no buffers. */
final class NullColumnWriter extends ColumnWriter {

    /**
     * A column without rows.
     *
     * @param field of type null
     * @throws IllegalArgumentException if the column is declared without nulls
     */
    NullColumnWriter(Field field) {
        super(field);
        if (!field.isNullable()) {
            throw new IllegalArgumentException(
                    "Column '" + field.getName() + "' of type null is declared without nulls.");
        }
    }

    @Override
    boolean canAppend() {
        return true;
    }

    @Override
    public int bufferCount() {
        return 0;
    }
}
