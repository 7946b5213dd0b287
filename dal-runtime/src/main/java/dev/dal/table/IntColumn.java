package dev.dal.table;

import java.nio.IntBuffer;
import java.time.LocalDate;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of int32 or uint32, or of date32 in days since 1970-01-01; unsigned numbers are seen as their bits. See {@link Column} for lifetime and threads.
 */
public final class IntColumn extends Column {

    /** The first cells; they can be read without more ado if none is null and they lie within one window. */
    private final IntBuffer direct;

    private final int directLength;

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    IntColumn(Field field, Chunks chunks) {
        super(field, chunks);
        this.directLength = directLength();
        this.direct = directWindow().asIntBuffer();
    }

    /**
     * A cell.
     *
     * @param i its row
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     */
    public int get(long i) {
        lifetime.check();
        int index = (int) i;
        if (index == i && index >= 0 && index < directLength) {
            return direct.get(index);
        }
        return find(i);
    }

    private int find(long i) {
        int chunk = chunks.find(i);
        return chunks.reader(chunk).getInt(chunks.row(chunk, i));
    }

    /**
     * A cell of a column of date32.
     *
     * @param i its row
     * @return the date
     * @throws IllegalArgumentException if the column has another type
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the cell is null or the view is closed
     */
    public LocalDate getDate(long i) {
        if (!(field().getType() instanceof ArrowType.Date)) {
            throw TypeText.mismatch(field(), "a date32");
        }
        return LocalDate.ofEpochDay(get(i));
    }

    /**
     * All cells as an array.
     *
     * @return a fresh array, as long as the column
     * @throws IllegalStateException if a cell is null or the view is closed
     * @throws IllegalArgumentException if no array is so long
     */
    public int[] toArray() {
        int[] values = new int[arrayLengthWithoutNulls()];
        forEachWindow((window, index, count) -> window.asIntBuffer().get(0, values, index, count));
        return values;
    }

    @Override
    public Object toValues() {
        return nullCount() == 0 && CellValues.isSigned(field().getType()) ? toArray() : toList();
    }

    @Override
    public IntColumn slice(long from, long length) {
        return new IntColumn(field(), slicedChunks(from, length));
    }
}
