package dev.dal.table;

import dev.dal.ipc.ColumnReader;
import org.apache.arrow.vector.types.pojo.Field;

/** A column of lists, whose elements are cells of another column. See {@link Column} for lifetime and threads. */
public final class ListColumn extends Column {

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    ListColumn(Field field, Chunks chunks) {
        super(field, chunks);
    }

    /**
     * The elements of a cell.
     *
     * @param i its row
     * @return a view of the elements, of the class that fits their type
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     * @throws dev.dal.ipc.FormatException if the elements are not in their column
     */
    public Column get(long i) {
        lifetime.check();
        int chunk = chunks.find(i);
        ColumnReader reader = chunks.reader(chunk);
        int row = chunks.row(chunk, i);
        if (reader.isNull(row)) {
            throw new IllegalStateException("Column '" + name() + "' is null in row " + i + "; ask isNull first.");
        }
        return Column.of(elementField(), chunks.elements(i));
    }

    /**
     * The elements of a cell, of a known class.
     *
     * @param i its row
     * @param elements class of the column of elements
     * @param <C> class of the column of elements
     * @return a view of the elements
     * @throws IllegalArgumentException if the elements have another class
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     * @throws dev.dal.ipc.FormatException if the elements are not in their column
     */
    public <C extends Column> C get(long i, Class<C> elements) {
        return TypeText.cast(get(i), elements);
    }

    /**
     * The elements of all cells, one list after another. Elements of null cells, if there are any, are among them.
     *
     * @return a view of the elements, of the class that fits their type
     * @throws IllegalStateException if the view is closed
     * @throws dev.dal.ipc.FormatException if the elements are not in their column
     */
    public Column elements() {
        lifetime.check();
        return Column.of(elementField(), chunks.elements());
    }

    /**
     * Number of elements of a cell.
     *
     * @param i its row
     * @return elements; 0 for a cell that is null
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the view is closed
     * @throws dev.dal.ipc.FormatException if the elements are not in their column
     */
    public int elementCount(long i) {
        lifetime.check();
        int chunk = chunks.find(i);
        ColumnReader reader = chunks.reader(chunk);
        int row = chunks.row(chunk, i);
        return reader.isNull(row) ? 0 : reader.listEnd(row) - reader.listStart(row);
    }

    private Field elementField() {
        return field().getChildren().get(0);
    }

    @Override
    public ListColumn slice(long from, long length) {
        return new ListColumn(field(), slicedChunks(from, length));
    }
}
