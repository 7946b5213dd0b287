package dev.dal.ipc;

import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * A column to be written, with the columns that it is made of.
 *
 * @param name name of the column
 * @param type its type
 * @param length number of cells; of a column of type null all are null, of others none
 * @param buffers its buffers, as in {@link NestedColumn}; each is written as the parts that it consists of, one after
 *     another
 * @param children columns of the type's children, in their order
 */
public record ColumnContent(
        String name, ArrowType type, int length, List<List<byte[]>> buffers, List<ColumnContent> children) {

    /**
     * Copies the lists.
     *
     * @param name name of the column
     * @param type its type
     * @param length number of cells
     * @param buffers its buffers
     * @param children its children
     */
    public ColumnContent {
        buffers = List.copyOf(buffers);
        children = List.copyOf(children);
    }

    /** The field that declares the column and its children. */
    Field field() {
        return new Field(
                name,
                FieldType.nullable(type),
                children.stream().map(ColumnContent::field).toList());
    }

    /** Whether Arrow's format has a bitmap of nulls, always empty here, before the other buffers. */
    boolean hasValidity() {
        return !(type instanceof ArrowType.Null) && !(type instanceof ArrowType.Union);
    }

    int nullCount() {
        return type instanceof ArrowType.Null ? length : 0;
    }
}
