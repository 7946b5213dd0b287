package dev.dal.table;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of structs, whose members are columns with as many rows. {@link #getObject} gives a cell as a map. See
 * {@link Column} for lifetime and threads.
 */
public final class StructColumn extends Column {

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    StructColumn(Field field, Chunks chunks) {
        super(field, chunks);
    }

    /**
     * A member. What it holds where the struct is null has no meaning.
     *
     * @param name its name
     * @return a view of that member of every row, of the class that fits its type
     * @throws IllegalArgumentException if there is no such member
     * @throws IllegalStateException if the view is closed
     */
    public Column member(String name) {
        lifetime.check();
        List<Field> members = field().getChildren();
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).getName().equals(name)) {
                return Column.of(members.get(i), chunks.member(i));
            }
        }
        throw new IllegalArgumentException("Column '" + name() + "' has no member '" + name + "'; there are "
                + members.stream().map(Field::getName).toList() + ".");
    }

    /**
     * A member of a known class.
     *
     * @param name its name
     * @param member class of the member's column
     * @param <C> class of the member's column
     * @return a view of that member of every row
     * @throws IllegalArgumentException if there is no such member, or it has another class
     * @throws IllegalStateException if the view is closed
     */
    public <C extends Column> C member(String name, Class<C> member) {
        return TypeText.cast(member(name), member);
    }

    @Override
    public StructColumn slice(long from, long length) {
        return new StructColumn(field(), slicedChunks(from, length));
    }
}
