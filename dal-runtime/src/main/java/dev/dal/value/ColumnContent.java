package dev.dal.value;

import dev.dal.ipc.ColumnSource;
import dev.dal.store.memory.Region;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * A column of cells that were collected, with the columns that it is made of.
 *
 * @param name name of the column
 * @param type its type
 * @param cellCount number of cells; of a column of type null all are null, of others none
 * @param buffers its buffers without that of nulls; each is written as the parts that it consists of, one after another
 * @param children columns of the type's children, in their order
 */
record ColumnContent(
        String name, ArrowType type, int cellCount, List<List<byte[]>> buffers, List<ColumnContent> children)
        implements ColumnSource {

    ColumnContent {
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

    @Override
    public long length() {
        return cellCount;
    }

    @Override
    public long nullCount() {
        return type instanceof ArrowType.Null ? cellCount : 0;
    }

    /** Buffers of nulls, of which there are none or one, and always empty: Arrow's format begins with it. */
    private int validityBuffers() {
        return type instanceof ArrowType.Null || type instanceof ArrowType.Union ? 0 : 1;
    }

    @Override
    public int bufferCount() {
        return validityBuffers() + buffers.size();
    }

    private List<byte[]> parts(int buffer) {
        int index = buffer - validityBuffers();
        return index < 0 ? List.of() : buffers.get(index);
    }

    @Override
    public long bufferLength(int buffer) {
        return parts(buffer).stream().mapToLong(part -> part.length).sum();
    }

    @Override
    public void writeBuffer(int buffer, Region target, long offset) {
        long end = offset;
        for (byte[] part : parts(buffer)) {
            target.put(end, part);
            end += part.length;
        }
    }
}
