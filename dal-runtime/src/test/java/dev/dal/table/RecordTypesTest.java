package dev.dal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.table.Rows.Antenna;
import dev.dal.table.Rows.Everything;
import dev.dal.table.Rows.Point;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

class RecordTypesTest {

    private static final TableType<Everything> EVERYTHING = TableType.of(Everything.class);

    @Test
    void componentsOfEveryTypeBecomeColumns() {
        assertThat(EVERYTHING.schema().getFields())
                .extracting(Field::getName)
                .startsWith("bool", "int8", "int16")
                .hasSize(22);
        assertThat(EVERYTHING)
                .hasToString("table<bool: bool not null, int8: int8 not null, int16: int16 not null, int32: int32 not"
                        + " null, int64: int64 not null, float32: float32 not null, float64: float64 not null, text: utf8"
                        + " not null, bytes: binary not null, at: timestamp(ns, UTC) not null, took: duration(ns) not"
                        + " null, day: date32 not null, oid: fixed_size_binary(20) not null, band: utf8 not null, maybe:"
                        + " utf8, boxed: int32, reals: list<float64> not null, matrix: list<list<int64>> not null, words:"
                        + " list<utf8> not null, nested: list<list<float64>> not null, point: struct<x: float64, y:"
                        + " float64> not null, points: list<struct<x: float64, y: float64>> not null>");
    }

    @Test
    void recordsOfEveryTypeComeBackAsTheyWere() {
        List<Everything> records =
                IntStream.range(0, 70).mapToObj(Rows::everything).toList();
        for (long most : new long[] {1, 9, 1000}) {
            Table<Everything> table = Rows.stored(Table.of(EVERYTHING, records), EVERYTHING, most);
            assertThat(table.asRecords())
                    .usingRecursiveFieldByFieldElementComparator()
                    .isEqualTo(records);
        }
    }

    @Test
    void reflectionAndGeneratedMappersAgree() {
        TableType<Antenna> reflected = TableType.of(Antenna.class);
        List<Antenna> antennas = List.of(new Antenna(1, "a", 2, null), new Antenna(2, "b", 3, Rows.Band.LOW));

        assertThat(reflected.schema()).isEqualTo(Rows.ANTENNA.schema());
        assertThat(Table.of(Antenna.class, antennas).as(Rows.ANTENNA).asRecords())
                .isEqualTo(antennas);
        assertThat(Table.of(Rows.ANTENNA, antennas).as(reflected).asRecords()).isEqualTo(antennas);
    }

    record Bad(Thread thread) {}

    record Loop(List<Loop> loops) {}

    record None() {}

    record Checked(int value) {
        Checked {
            if (value < 0) {
                throw new IllegalArgumentException("negative");
            }
        }
    }

    @Test
    void otherTypesAreRefusedByName() {
        assertThatThrownBy(() -> TableType.of(Bad.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Component Bad.thread: found type java.lang.Thread; expected a primitive");
        assertThatThrownBy(() -> TableType.of(Loop.class)).hasMessageContaining("found itself among its components");
        assertThatThrownBy(() -> TableType.of(None.class)).hasMessageContaining("found no components");
    }

    @Test
    void whatConstructorsThrowIsThrown() {
        Table<?> table = Table.ofColumns(Map.of("value", new int[] {-1}));

        assertThatThrownBy(() -> table.as(TableType.of(Checked.class)).get(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("negative");
    }

    record Line(double[] reals, List<Point> points) {}

    @Test
    void nullsInsideAreRefusedWhereThereCanBeNone() {
        Table<?> reals = Table.ofColumns(Map.of(
                "reals", List.of(Arrays.asList(1.0, null)), "points", List.of(List.of(Map.of("x", 1.0, "y", 2.0)))));
        assertThatThrownBy(() -> reals.as(TableType.of(Line.class)).get(0))
                .isInstanceOf(FormatException.class)
                .hasMessage("Column 'item': found null; expected a value; it is declared without nulls.");
        Table<?> points = Table.ofColumns(Map.of(
                "reals",
                List.of(new double[] {1}),
                "points",
                List.of(List.of(Map.of("x", 1.0, "y", 2.0), Map.of("x", 1.0)))));
        assertThatThrownBy(() -> points.as(TableType.of(Line.class)).get(0))
                .isInstanceOf(FormatException.class)
                .hasMessage("Column 'y': found null; expected a value; it is declared without nulls.");
    }

    record When(Instant at) {}

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> Table.of(When.class, List.of(new When(Instant.MAX))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nanoseconds reach 292 years from 1970");
        Instant first = Instant.ofEpochSecond(Long.MIN_VALUE / 1_000_000_000 - 1, 145_224_192);
        Instant last = Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000, 854_775_807);
        assertThat(Table.of(When.class, List.of(new When(first), new When(last)))
                        .asRecords())
                .containsExactly(new When(first), new When(last));
        assertThatThrownBy(() -> Table.of(When.class, List.of(new When(first.minusNanos(1)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Table.of(When.class, List.of(new When(last.plusNanos(1)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Table.of(Antenna.class, List.of(new Antenna(1, null, 0, null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'name': found null in row 0; the column is declared without nulls.");
    }
}
