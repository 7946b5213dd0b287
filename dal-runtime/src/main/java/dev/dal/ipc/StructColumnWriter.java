package dev.dal.ipc;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** A column of structs: its members are child columns with as many rows. */
final class StructColumnWriter extends ColumnWriter {

    private final List<ColumnWriter> members;

    /**
     * A column without rows.
     *
     * @param field of type struct
     * @throws IllegalArgumentException if a child cannot be written
     */
    StructColumnWriter(Field field) {
        super(field);
        this.members = field.getChildren().stream().map(ColumnWriter::of).toList();
    }

    @Override
    void reset(int rows) {
        super.reset(rows);
        members.forEach(member -> member.reset(rows));
    }

    @Override
    void grow(int rows) {
        members.forEach(member -> member.grow(rows));
        super.grow(rows);
    }

    @Override
    public List<ColumnWriter> children() {
        return members;
    }

    @Override
    public void setStruct(int row) {
        check(row, ColumnKind.STRUCT);
        setValid(row);
    }

    @Override
    public int bufferCount() {
        return 1;
    }
}
