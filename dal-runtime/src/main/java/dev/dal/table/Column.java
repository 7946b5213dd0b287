package dev.dal.table;

import dev.dal.ipc.ColumnKind;
import dev.dal.ipc.ColumnReader;
import dev.dal.store.memory.Lifetime;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.jspecify.annotations.Nullable;

/**
 * A read-only view of the cells of one column of a {@link Table}, over all its record batches; see the subclasses for
 * access. Nothing is copied. Cells are counted by row from 0.
 *
 * <p>A view is valid as long as the object or memory that it belongs to is open, and keeps that reachable; later
 * accesses throw {@link IllegalStateException}. Immutable and thread-safe. Equality is identity.
 */
public abstract class Column {

    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    final Chunks chunks;
    final Lifetime lifetime;
    private final Field field;

    /**
     * A view.
     *
     * @param field name and type
     * @param chunks the cells
     */
    Column(Field field, Chunks chunks) {
        this.field = field;
        this.chunks = chunks;
        this.lifetime = chunks.lifetime();
    }

    /**
     * A view of the class that fits the type.
     *
     * @param field name and type
     * @param chunks the cells
     * @return the view
     */
    static Column of(Field field, Chunks chunks) {
        return switch (ColumnKind.of(field.getType())) {
            case BOOLEAN -> new BooleanColumn(field, chunks);
            case BYTE -> new ByteColumn(field, chunks);
            case SHORT -> new ShortColumn(field, chunks);
            case INT -> new IntColumn(field, chunks);
            case LONG -> new LongColumn(field, chunks);
            case FLOAT -> new FloatColumn(field, chunks);
            case DOUBLE -> new DoubleColumn(field, chunks);
            case STRING -> new StringColumn(field, chunks);
            case BYTES, FIXED_BYTES -> new BinaryColumn(field, chunks);
            case LIST -> new ListColumn(field, chunks);
            case STRUCT -> new StructColumn(field, chunks);
            case UNION, NULL, OTHER -> new OpaqueColumn(field, chunks);
        };
    }

    /**
     * Name of the column.
     *
     * @return the name in the table's schema
     */
    public final String name() {
        return field.getName();
    }

    /**
     * Name, type and children.
     *
     * @return the field of the table's schema
     */
    public final Field field() {
        return field;
    }

    /**
     * Number of cells.
     *
     * @return rows of the table; in a list, its elements
     */
    public final long length() {
        return chunks.length();
    }

    /**
     * Number of null cells.
     *
     * @return cells
     * @throws IllegalArgumentException if columns of this type cannot be read
     * @throws IllegalStateException if the view is closed
     */
    public final long nullCount() {
        return chunks.nullCount();
    }

    /**
     * Whether a cell is null.
     *
     * @param i its row
     * @return true if it is
     * @throws IllegalArgumentException if columns of this type cannot be read
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the view is closed
     */
    public final boolean isNull(long i) {
        lifetime.check();
        int chunk = chunks.find(i);
        return chunks.reader(chunk).isNull(chunks.row(chunk, i));
    }

    /**
     * A cell as an object: Boolean; Byte, Short, Integer, Long, Float, Double (unsigned numbers in the next wider type,
     * uint64 as BigInteger, float16 as Float); String; byte[]; ObjectId for 20 bytes; Instant, or LocalDateTime where
     * there is no time zone; Duration; LocalDate; List; Map from names to values for structs; for dense unions any of these.
     *
     * @param i its row
     * @return the value, copied out of the column; null if the cell is null
     * @throws IllegalArgumentException if columns of this type cannot be read
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the view is closed
     * @throws dev.dal.ipc.FormatException if the cell's bytes are malformed
     */
    public final @Nullable Object getObject(long i) {
        lifetime.check();
        int chunk = chunks.find(i);
        return CellValues.read(chunks.reader(chunk), chunks.row(chunk, i));
    }

    /**
     * All cells as objects.
     *
     * @return what {@link #getObject} returns for each row; unmodifiable
     * @throws IllegalArgumentException if columns of this type cannot be read, or no list holds so many
     * @throws IllegalStateException if the view is closed
     * @throws dev.dal.ipc.FormatException if the bytes of a cell are malformed
     */
    public final List<@Nullable Object> toList() {
        lifetime.check();
        List<@Nullable Object> values = new ArrayList<>(arrayLength());
        for (int c = 0; c < chunks.count(); c++) {
            Chunks.Chunk chunk = chunks.get(c);
            for (int row = chunk.from(); row < chunk.from() + chunk.length(); row++) {
                values.add(CellValues.read(chunk.reader(), row));
            }
        }
        return Collections.unmodifiableList(values);
    }

    /**
     * All cells in their plainest Java form: an array of primitives for bool, signed integers, float32 and float64
     * without nulls, else {@link #toList()}.
     *
     * @return the array or list
     * @throws IllegalArgumentException if columns of this type cannot be read, or no array holds so many
     * @throws IllegalStateException if the view is closed
     * @throws dev.dal.ipc.FormatException if the bytes of a cell are malformed
     */
    public Object toValues() {
        return toList();
    }

    /**
     * Some of the cells.
     *
     * @param from first row
     * @param length number of rows
     * @return a view of the same class; its rows are counted from 0
     * @throws IndexOutOfBoundsException if there are not so many rows
     * @throws IllegalStateException if the view is closed
     */
    public abstract Column slice(long from, long length);

    final Chunks slicedChunks(long from, long length) {
        lifetime.check();
        return chunks.slice(from, length);
    }

    /**
     * Number of cells as the length of an array.
     *
     * @return the length
     * @throws IllegalArgumentException if no array is so long
     */
    final int arrayLength() {
        if (length() > MAX_ARRAY_LENGTH) {
            throw new IllegalArgumentException("Column '" + name() + "': found " + length()
                    + " cells; an array or list holds at most " + MAX_ARRAY_LENGTH + ". Copy in parts, by slice().");
        }
        return (int) length();
    }

    /** Length of an array of the values, none of which may be null. */
    final int arrayLengthWithoutNulls() {
        long nulls = nullCount();
        if (nulls > 0) {
            throw new IllegalStateException("Column '" + name() + "' has " + nulls
                    + " nulls, which an array of primitives cannot hold; ask isNull, or use toList().");
        }
        return arrayLength();
    }

    /** How many cells the shortest way can be used for: those of the first buffer, if none is null. */
    final int directLength() {
        if (chunks.count() == 0 || chunks.get(0).hasNulls()) {
            return 0;
        }
        Chunks.Chunk first = chunks.get(0);
        return Math.min(first.length(), first.reader().windowRows());
    }

    /** A buffer over the first {@link #directLength} values. */
    final ByteBuffer directWindow() {
        if (chunks.count() == 0) {
            return NO_BYTES;
        }
        return chunks.reader(0).valuesWindow(chunks.get(0).from(), directLength());
    }

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocateDirect(0);

    /** Receives a piece of the values. */
    interface WindowTarget {

        /**
         * Takes values.
         *
         * @param window begins with the first of them
         * @param index row of the first of them
         * @param count how many there are
         */
        void accept(ByteBuffer window, int index, int count);
    }

    /** Hands out all values buffer by buffer. */
    final void forEachWindow(WindowTarget target) {
        int index = 0;
        for (int c = 0; c < chunks.count(); c++) {
            ColumnReader reader = chunks.reader(c);
            int row = chunks.get(c).from();
            int end = row + chunks.get(c).length();
            while (row < end) {
                int count = Math.min(end - row, reader.windowRows());
                target.accept(reader.valuesWindow(row, count), index, count);
                row += count;
                index += count;
            }
        }
    }

    /** Name, type and number of cells. */
    @Override
    public final String toString() {
        return "Column '" + name() + "' " + TypeText.of(field) + " of " + length() + " cells";
    }
}
