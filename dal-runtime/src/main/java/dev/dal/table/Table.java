package dev.dal.table;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.RecordBatchReader;
import dev.dal.ipc.RecordBatchStream;
import dev.dal.store.memory.Lifetime;
import dev.dal.store.memory.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Rows and columns that lie in native memory, mostly in an object of a store (dal-format.md section 5). Columns are
 * read in place; rows are made into records when they are asked for.
 *
 * <p>A table has the columns of its {@link #type()}, matched by name, and perhaps others. Its rows may come in several
 * record batches, which matters only to who works batch by batch; rows are counted from 0 over all of them.
 *
 * <p>A table is valid as long as the object or memory that it belongs to is open, and keeps that reachable; later
 * accesses throw {@link IllegalStateException}. Immutable and thread-safe. Equality is identity.
 *
 * @param <R> the record that a row is
 */
public final class Table<R> implements TableSource<R>, Iterable<R> {

    private final TableType<R> type;
    private final Schema schema;
    private final List<RecordBatchReader> batches;
    private final Lifetime lifetime;
    private final long rowCount;
    /** Where the columns of the type are, or all if it names none. */
    private final int[] ownIndices;

    private final RowReader cells;

    /**
     * A table of batches that have the same schema.
     *
     * @param type what it must have
     * @param schema what the batches have
     * @param batches the batches
     * @param lifetime until when they may be read
     * @throws FormatException if the batches do not have what the type demands
     */
    Table(TableType<R> type, Schema schema, List<RecordBatchReader> batches, Lifetime lifetime) {
        this.type = type;
        this.schema = schema;
        this.batches = List.copyOf(batches);
        this.lifetime = lifetime;
        long rows = 0;
        for (RecordBatchReader batch : batches) {
            rows += batch.rowCount();
        }
        this.rowCount = rows;
        int[] indices = new ColumnMatch(schema, batches).indicesOf(type.schema().getFields());
        this.ownIndices = type.isUntyped() ? allIndices() : indices;
        Column[] columns = new Column[ownIndices.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = columnAt(ownIndices[i]);
        }
        this.cells = new RowReader(columns);
    }

    private int[] allIndices() {
        return IntStream.range(0, schema.getFields().size()).toArray();
    }

    /**
     * The table in an object.
     *
     * @param type what the table must have; {@link TableType#UNTYPED} for any table
     * @param object the object's data; bytes behind the table are ignored
     * @param <R> the record that a row is
     * @return a view that is valid as long as the region's lifetime lasts
     * @throws FormatException if the object holds no table, or one without a column that the type demands, or with
     *     another type of column, or nulls where there must be none
     * @throws IllegalStateException if the region's lifetime has ended
     */
    public static <R> Table<R> open(TableType<R> type, Region object) {
        RecordBatchStream stream = RecordBatchStream.open(object);
        return new Table<>(type, stream.schema(), stream.batches(), object.lifetime());
    }

    /**
     * A table of records, in memory of its own.
     *
     * @param type the columns, and how records are written; not {@link TableType#UNTYPED}
     * @param records the rows; copied
     * @param <R> the record that a row is
     * @return the table
     * @throws IllegalArgumentException if the type names no columns, or a record has a value that does not fit its
     *     column
     */
    public static <R> Table<R> of(TableType<R> type, List<? extends R> records) {
        return TableBuilding.ofRecords(type, records);
    }

    /**
     * A table of records of a class that is looked at by reflection, in memory of its own.
     *
     * @param recordClass the record class; see {@link TableType#of(Class)}
     * @param records the rows; copied
     * @param <R> the record class
     * @return the table
     * @throws IllegalArgumentException if a component has a type that no column has, or a value does not fit
     */
    public static <R extends Record> Table<R> of(Class<R> recordClass, List<? extends R> records) {
        return of(TableType.of(recordClass), records);
    }

    /**
     * A table of columns, in memory of its own. The types of columns follow from the values: arrays of primitives,
     * arrays or Lists of objects that {@link Column#getObject} gives, of enums, and of Lists, arrays and Maps of these,
     * or a {@link Column}. Lists may contain nulls.
     *
     * @param columns the columns by name, all of the same length; copied
     * @return the table, with the columns in the order of the map
     * @throws IllegalArgumentException if lengths differ, or values in a column have no common type
     */
    public static Table<Map<String, @Nullable Object>> ofColumns(Map<String, ?> columns) {
        return TableBuilding.ofColumns(TableType.UNTYPED, ColumnInference.schema(columns), columns);
    }

    /**
     * A table of columns of given types, in memory of its own.
     *
     * @param type the columns; not {@link TableType#UNTYPED}
     * @param columns the values by name, as for {@link #ofColumns(Map)}, all of the same length; copied; names that the
     *     type does not have are ignored
     * @param <R> the record that a row is
     * @return the table
     * @throws IllegalArgumentException if a column is missing, lengths differ, or a value does not fit its column
     */
    public static <R> Table<R> ofColumns(TableType<R> type, Map<String, ?> columns) {
        return TableBuilding.ofColumns(type, type.schema(), columns);
    }

    @Override
    public TableType<R> type() {
        return type;
    }

    /**
     * The same table as one of another type.
     *
     * @param other what it must have
     * @param <S> the record that a row is
     * @return a view of the same memory
     * @throws FormatException if it does not have what the type demands
     */
    public <S> Table<S> as(TableType<S> other) {
        return new Table<>(other, schema, batches, lifetime);
    }

    /**
     * The columns that the table has, whatever its type demands.
     *
     * @return names and types as stored
     */
    public Schema schema() {
        return schema;
    }

    /**
     * Number of rows.
     *
     * @return rows of all batches
     */
    public long rowCount() {
        return rowCount;
    }

    /**
     * Number of record batches.
     *
     * @return batches, those without rows included
     */
    public int batchCount() {
        return batches.size();
    }

    /**
     * One record batch.
     *
     * @param index of the batch
     * @return a view of its rows, which are counted from 0
     * @throws IndexOutOfBoundsException if there is no such batch
     */
    public Table<R> batch(int index) {
        return new Table<>(type, schema, List.of(batches.get(index)), lifetime);
    }

    /**
     * A column, whether the type demands it or not.
     *
     * @param name its name
     * @return a view of the cells of all rows, of the class that fits its type
     * @throws IllegalArgumentException if there is none, or several of that name
     */
    public Column column(String name) {
        return columnAt(ColumnMatch.indexOf(schema, name));
    }

    /**
     * A column of a known class.
     *
     * @param name its name
     * @param column class of the column, such as {@link DoubleColumn}
     * @param <C> class of the column
     * @return a view of the cells of all rows
     * @throws IllegalArgumentException if there is none, or several of that name, or it has another class
     */
    public <C extends Column> C column(String name, Class<C> column) {
        return TypeText.cast(column(name), column);
    }

    private Column columnAt(int index) {
        return Column.of(
                schema.getFields().get(index),
                Chunks.ofAll(
                        lifetime,
                        batches.stream().map(batch -> batch.column(index)).toList()));
    }

    /**
     * A row.
     *
     * @param row index of the row
     * @return a record made of its cells
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws FormatException if a cell's bytes are malformed, or it holds what its component cannot
     * @throws IllegalStateException if the table is closed
     */
    public R get(long row) {
        lifetime.check();
        if (row < 0 || row >= rowCount) {
            throw new IndexOutOfBoundsException(
                    "Row " + row + " of a table; expected 0 to less than " + rowCount + ".");
        }
        return type.mapper().read(cells, row);
    }

    /** All rows in order, each made into a record when its turn comes. Closing the table ends the iteration. */
    @Override
    public Iterator<R> iterator() {
        return new Iterator<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < rowCount;
            }

            @Override
            public R next() {
                if (next >= rowCount) {
                    throw new NoSuchElementException("The table has " + rowCount + " rows.");
                }
                return get(next++);
            }
        };
    }

    /**
     * All rows.
     *
     * @return a sequential stream of records, each made when its turn comes
     */
    public Stream<R> stream() {
        return LongStream.range(0, rowCount).mapToObj(this::get);
    }

    /**
     * All rows as records, which stay when the table is closed.
     *
     * @return an unmodifiable list
     * @throws IllegalArgumentException if no list holds so many
     * @throws FormatException if a cell's bytes are malformed, or it holds what its component cannot
     * @throws IllegalStateException if the table is closed
     */
    public List<R> asRecords() {
        if (rowCount > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("No list holds " + rowCount + " rows; use the iterator, or columns.");
        }
        List<R> records = new ArrayList<>((int) rowCount);
        forEach(records::add);
        return Collections.unmodifiableList(records);
    }

    /**
     * All columns as arrays and lists, which stay when the table is closed.
     *
     * @return what {@link Column#toValues} gives, by name; the columns of the type in its order, or all columns if it
     *     names none; unmodifiable
     * @throws IllegalArgumentException if a column cannot be read, or no array holds so many cells
     * @throws FormatException if a cell's bytes are malformed
     * @throws IllegalStateException if the table is closed
     */
    public Map<String, Object> asMap() {
        lifetime.check();
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int i = 0; i < cells.columnCount(); i++) {
            columns.put(cells.column(i).name(), cells.column(i).toValues());
        }
        return Collections.unmodifiableMap(columns);
    }

    /** The batches. */
    List<RecordBatchReader> batches() {
        return batches;
    }

    /** Until when the table may be read. */
    Lifetime lifetime() {
        return lifetime;
    }

    /** The columns that are written when the table is put: those of its type, or all. */
    int[] ownIndices() {
        return ownIndices;
    }

    /** Number of rows and the columns. */
    @Override
    public String toString() {
        return "Table of " + rowCount + (lifetime.hasEnded() ? " rows (closed): " : " rows: ") + TypeText.of(schema);
    }
}
