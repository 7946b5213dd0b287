package dev.dal.samples.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.samples.tables.EveryColumn.Everything;
import dev.dal.samples.tables.EveryColumn.Quality;
import dev.dal.samples.tables.EveryColumnCaller.RowsResult;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

/** What generated code makes of records: columns, cells and records again. */
class EveryColumnTest {

    private static final Everything FULL = new Everything(
            true,
            Byte.MIN_VALUE,
            Short.MAX_VALUE,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            1.5f,
            -0.125,
            "Größe",
            new byte[] {1, -1},
            Instant.ofEpochSecond(-1, 999_999_999),
            Duration.ofNanos(-5),
            LocalDate.of(1969, 12, 31),
            ObjectId.fromHex("00ff".repeat(10)),
            Quality.GOOD,
            Quality.BAD,
            "there",
            Instant.EPOCH,
            false,
            (byte) 7,
            8L,
            9.5,
            new double[] {1, 2.5},
            new long[][] {{1}, {}, {2, 3}},
            new boolean[] {true, false},
            Arrays.asList("a", null, ""),
            List.of(new byte[] {3}, new byte[0]),
            List.of(List.of(), Arrays.asList(Instant.EPOCH, null)));

    private static final Everything SPARSE = new Everything(
            false,
            (byte) 0,
            (short) 0,
            0,
            0,
            0,
            0,
            "",
            new byte[0],
            Instant.EPOCH,
            Duration.ZERO,
            LocalDate.EPOCH,
            ObjectId.of(0, 0, 0),
            Quality.BAD,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new double[0],
            new long[0][],
            null,
            List.of(),
            List.of(),
            null);

    private static EveryColumnCaller caller() {
        return EveryColumnCaller.inProcess((in, out) -> out.addAll(in));
    }

    @Test
    void recordsComeBackAsTheyWere() {
        try (EveryColumnCaller caller = caller();
                RowsResult result = caller.rows(Table.of(EveryColumnSchemas.EVERYTHING, List.of(FULL, SPARSE)))) {
            assertThat(result.get().asRecords()).usingRecursiveComparison().isEqualTo(List.of(FULL, SPARSE));
            assertThat(result.out().get().column("a count, not an id").toList()).containsExactly(Long.MAX_VALUE, 0L);
        }
    }

    @Test
    void columnsAreNamedTypedAndNullableAsDeclared() {
        List<Field> columns = EveryColumnSchemas.EVERYTHING.schema().getFields();
        assertThat(columns).hasSize(27);
        assertThat(columns.get(4).getName()).isEqualTo("a count, not an id");
        assertThat(columns.stream().filter(Field::isNullable).map(Field::getName))
                .containsExactly(
                        "maybeQuality",
                        "maybeText",
                        "maybeAt",
                        "maybeBool",
                        "maybe8",
                        "maybe64",
                        "maybeReal",
                        "flags",
                        "times");
    }

    @Test
    void aNullThatMustNotBeNamesItsColumn() {
        Everything nameless = new Everything(
                false, (byte) 0, (short) 0, 0, 0, 0, 0, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null);
        assertThatThrownBy(() -> Table.of(EveryColumnSchemas.EVERYTHING, List.of(FULL, nameless)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'text': found null in row 1; the column is declared without nulls.");
    }
}
