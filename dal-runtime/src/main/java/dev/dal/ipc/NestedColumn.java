package dev.dal.ipc;

import dev.dal.store.memory.Region;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a record batch as it lies there, with the columns that it is made of: for data whose types nest, such as
 * lists, structs and dense unions.
 *
 * <p>Buffers are those of Arrow's columnar format without the bitmap of nulls, since there are none outside of columns of
 * type null: for a dense union types (int8) and offsets (int32), for a list, utf8 or binary offsets (int32, one more than
 * cells), for utf8 and binary then the bytes, for numbers, dates and bool the values; null and struct have none. They are
 * long enough for the cells; what offsets say is not checked.
 *
 * @param field name and type
 * @param length number of cells
 * @param buffers the buffers; valid as long as the region's lifetime lasts
 * @param children columns of the type's children, in their order
 */
public record NestedColumn(Field field, int length, List<Region> buffers, List<NestedColumn> children) {

    /**
     * Copies the lists.
     *
     * @param field name and type
     * @param length number of cells
     * @param buffers the buffers
     * @param children the children
     */
    public NestedColumn {
        buffers = List.copyOf(buffers);
        children = List.copyOf(children);
    }
}
