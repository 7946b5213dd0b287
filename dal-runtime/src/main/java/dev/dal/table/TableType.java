package dev.dal.table;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a table must have: columns, and how its rows are mapped to records. dal-processor generates one per record type
 * that a processing function uses; {@link #of(Class)} makes one by reflection. Immutable and thread-safe; equality is
 * identity.
 *
 * @param <R> the record that a row is
 */
public final class TableType<R> {

    /** Any table: rows are maps from the names of all columns to what {@link Column#getObject} gives. */
    public static final TableType<Map<String, @Nullable Object>> UNTYPED = of(new Schema(List.of()), new MapMapper());

    private final Schema schema;
    private final RowMapper<R> mapper;

    private TableType(Schema schema, RowMapper<R> mapper) {
        this.schema = schema;
        this.mapper = mapper;
    }

    /**
     * A type whose mapper exists.
     *
     * @param schema the columns; their names are all different
     * @param mapper reads and writes rows, by the indices of these columns
     * @param <R> the record that a row is
     * @return the type
     * @throws IllegalArgumentException if two columns have the same name
     */
    public static <R> TableType<R> of(Schema schema, RowMapper<R> mapper) {
        long names = schema.getFields().stream().map(Field::getName).distinct().count();
        if (names != schema.getFields().size()) {
            throw new IllegalArgumentException("Columns of a table: found "
                    + schema.getFields().stream().map(Field::getName).toList() + "; expected names that differ.");
        }
        return new TableType<>(schema, mapper);
    }

    /**
     * The type for a record class, found by reflection. A component becomes a column of its name: boolean, byte, short,
     * int, long, float, double, String, byte[] (binary), {@link java.time.Instant} (nanoseconds, UTC),
     * {@link java.time.Duration} (nanoseconds), {@link java.time.LocalDate}, {@link dev.dal.store.ObjectId}, enums
     * (utf8), arrays and Lists of all these (list), and records (struct). Boxed types, and components annotated with
     * something named {@code Nullable}, may be null.
     *
     * <p>Columns have the names of the components in Java: {@code @Name} of dal-annotations is not there at run time and so
     * counts in generated types only.
     *
     * @param recordClass the record class; need not be public
     * @param <R> the record class
     * @return a fresh type
     * @throws IllegalArgumentException if a component has another type
     */
    public static <R extends Record> TableType<R> of(Class<R> recordClass) {
        RecordShape<R> shape = RecordShape.of(recordClass);
        return of(new Schema(shape.fields()), shape);
    }

    /**
     * The type for given columns, whose rows are maps from their names to what {@link Column#getObject} gives.
     *
     * @param schema the columns; their names are all different
     * @return a fresh type
     * @throws IllegalArgumentException if two columns have the same name
     */
    public static TableType<Map<String, @Nullable Object>> of(Schema schema) {
        return of(schema, new MapMapper());
    }

    /**
     * The columns that a table of this type must have.
     *
     * @return names, types and nullability; no columns for {@link #UNTYPED}
     */
    public Schema schema() {
        return schema;
    }

    /**
     * Whether any table is of this type, so that its columns are not known before it is there.
     *
     * @return true if no columns are declared
     */
    public boolean isUntyped() {
        return schema.getFields().isEmpty();
    }

    /**
     * How rows are mapped.
     *
     * @return the mapper
     */
    public RowMapper<R> mapper() {
        return mapper;
    }

    /** The columns. */
    @Override
    public String toString() {
        return TypeText.of(schema);
    }
}
