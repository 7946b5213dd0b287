package dev.dal.table;

import dev.dal.store.ObjectId;
import dev.dal.store.memory.Region;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Records for tests, and how they are written and read again. */
final class Rows {

    private Rows() {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface Nullable {}

    enum Band {
        LOW,
        MID
    }

    record Antenna(int id, String name, double x, @Nullable Band band) {}

    /** What a generated mapper looks like. */
    static final TableType<Antenna> ANTENNA = TableType.of(
            new Schema(List.of(
                    Field.notNullable("id", new ArrowType.Int(32, true)),
                    Field.notNullable("name", ArrowType.Utf8.INSTANCE),
                    Field.notNullable("x", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                    Field.nullable("band", ArrowType.Utf8.INSTANCE))),
            new RowMapper<>() {
                @Override
                public Antenna read(RowReader cells, long row) {
                    return new Antenna(
                            cells.getInt(0, row),
                            cells.getString(1, row),
                            cells.getDouble(2, row),
                            cells.isNull(3, row) ? null : cells.getEnum(3, row, Band.class));
                }

                @Override
                public void write(Antenna record, RowWriter cells, int row) {
                    cells.setInt(0, row, record.id());
                    cells.setString(1, row, record.name());
                    cells.setDouble(2, row, record.x());
                    if (record.band() != null) {
                        cells.setEnum(3, row, record.band());
                    }
                }
            });

    record Point(double x, double y) {}

    /** Every type that a component can have. */
    record Everything(
            boolean bool,
            byte int8,
            short int16,
            int int32,
            long int64,
            float float32,
            double float64,
            String text,
            byte[] bytes,
            Instant at,
            Duration took,
            LocalDate day,
            ObjectId oid,
            Band band,
            @Nullable String maybe,
            Integer boxed,
            double[] reals,
            long[][] matrix,
            List<String> words,
            List<List<Double>> nested,
            Point point,
            List<Point> points) {}

    static Everything everything(int i) {
        boolean odd = i % 2 == 1;
        return new Everything(
                odd,
                (byte) (i - 128),
                (short) (Short.MAX_VALUE - i),
                Integer.MIN_VALUE + i,
                Long.MAX_VALUE - i,
                i / 3f,
                -i / 7d,
                "row ä€𝄞 " + i,
                new byte[i % 4],
                Instant.ofEpochSecond(-i, 999_999_999 - i),
                Duration.ofNanos(-i * 1_000_000_007L),
                LocalDate.of(1969, 12, 25).plusDays(i),
                ObjectId.of(i, -i, i),
                odd ? Band.LOW : Band.MID,
                odd ? null : "there",
                odd ? i : null,
                new double[i % 3],
                new long[][] {{i}, {}, {i, i + 1}},
                Arrays.asList("a", null, "c" + i),
                List.of(List.of(), List.of(1.5, (double) i)),
                new Point(i, -i),
                Arrays.asList(new Point(1, i), null));
    }

    /** The table as it comes out of an object. */
    static <R> Table<R> stored(Table<?> table, TableType<R> type, long maxBatchRows) {
        return Table.open(type, object(table, maxBatchRows));
    }

    static Region object(Table<?> table, long maxBatchRows) {
        TableMessage message = TableMessage.of(table, maxBatchRows);
        Region region = Region.allocate(message.sizeBytes());
        message.writeTo(region);
        return region.asReadOnly();
    }
}
