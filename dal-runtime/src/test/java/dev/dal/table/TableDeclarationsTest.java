package dev.dal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.store.ObjectId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Columns that are declared as generated code does, what differs between declarations, and tables that are built row by row. */
class TableDeclarationsTest {

    private record Flat(
            boolean a,
            byte b,
            short c,
            int d,
            long e,
            float f,
            double g,
            String h,
            byte[] i,
            Instant j,
            Duration k,
            LocalDate l,
            ObjectId m,
            Rows.Band n,
            @Rows.Nullable String o,
            Double p,
            double[] q,
            long[][] r,
            List<String> s,
            @Rows.Nullable List<List<Instant>> t) {}

    @Test
    void declaredColumnsAreThoseOfTheReflectiveType() {
        Schema declared = new Schema(List.of(
                Columns.of("a", boolean.class),
                Columns.of("b", byte.class),
                Columns.of("c", short.class),
                Columns.of("d", int.class),
                Columns.of("e", long.class),
                Columns.of("f", float.class),
                Columns.of("g", double.class),
                Columns.of("h", String.class),
                Columns.of("i", byte[].class),
                Columns.of("j", Instant.class),
                Columns.of("k", Duration.class),
                Columns.of("l", LocalDate.class),
                Columns.of("m", ObjectId.class),
                Columns.of("n", String.class),
                Columns.nullable("o", String.class),
                Columns.nullable("p", double.class),
                Columns.listOf("q", Columns.of("any", double.class)),
                Columns.listOf("r", Columns.nullableListOf("any", Columns.of("any", long.class))),
                Columns.listOf("s", Columns.nullable("any", String.class)),
                Columns.nullableListOf("t", Columns.nullableListOf("any", Columns.nullable("any", Instant.class)))));

        assertThat(declared).isEqualTo(TableType.of(Flat.class).schema());
        assertThatThrownBy(() -> Columns.of("x", BigDecimal.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Column 'x': found type java.math.BigDecimal; expected a primitive, String, byte[], Instant,"
                                + " Duration, LocalDate or ObjectId.");
    }

    private static Schema schema(Field... fields) {
        return new Schema(List.of(fields));
    }

    @Test
    void whatDiffersIsToldByColumn() {
        Schema expected = schema(
                Columns.of("id", int.class),
                Columns.of("x", double.class),
                Columns.listOf("xs", Columns.of("item", double.class)),
                Columns.of("gone", String.class));
        Schema found = schema(
                Columns.of("xs", double.class),
                Columns.of("x", float.class),
                Columns.nullable("id", int.class),
                Columns.of("new", boolean.class));

        assertThat(TableSchemas.differences(expected, found))
                .containsExactly(
                        "column 'x': expected float64, found float32",
                        "column 'xs': expected list<float64>, found float64",
                        "column 'gone': expected utf8, found no such column",
                        "column 'new': expected no such column, found bool");
        assertThat(TableSchemas.lacking(expected, found))
                .hasSize(3)
                .isEqualTo(TableSchemas.differences(expected, found).subList(0, 3));
        assertThat(TableSchemas.describe(found))
                .isEqualTo("table<xs: float64 not null, x: float32 not null, id: int32, new: bool not null>");
    }

    @Test
    void neitherOrderNorNullabilityNorNamesOfElementsDiffer() {
        Schema one = schema(Columns.of("a", int.class), Columns.listOf("b", Columns.of("item", long.class)));
        Field element = Field.nullable("element", Columns.of("any", long.class).getType());
        Field list = new Field("b", Columns.nullableListOf("b", element).getFieldType(), List.of(element));
        assertThat(TableSchemas.differences(one, schema(list, Columns.nullable("a", int.class))))
                .isEmpty();
    }

    @Test
    void columnsOfOneNameAreCompared() {
        Field twice = Columns.of("a", int.class);
        assertThat(TableSchemas.differences(schema(twice, twice), schema(twice)))
                .containsExactly("column 'a': expected int32 and int32, found int32");
        assertThat(TableSchemas.differences(schema(twice, twice), schema(twice, twice)))
                .isEmpty();
    }

    @Test
    void aTableIsBuiltRowByRowInBatches() {
        TableBuilder<Rows.Antenna> builder = new TableBuilder<>(Rows.ANTENNA);
        assertThat(builder.build().rowCount()).isZero();
        assertThat(builder.build().batchCount()).isEqualTo(1);
        int rows = (1 << 14) + 5;
        for (int i = 0; i < rows; i++) {
            builder.add(new Rows.Antenna(i, "a" + i, i / 2.0, i % 2 == 0 ? null : Rows.Band.MID));
        }
        assertThat(builder.rowCount()).isEqualTo(rows);
        Table<Rows.Antenna> table = Rows.stored(builder.build(), Rows.ANTENNA, Long.MAX_VALUE);

        assertThat(table.rowCount()).isEqualTo(rows);
        assertThat(table.get(0)).isEqualTo(new Rows.Antenna(0, "a0", 0, null));
        assertThat(table.get(rows - 1).id()).isEqualTo(rows - 1);
        assertThat(table.get((1 << 14) - 1).band()).isEqualTo(Rows.Band.MID);
        assertThatThrownBy(() -> new TableBuilder<>(TableType.UNTYPED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no columns");
    }

    @Test
    void aNullWhereThereMustBeNoneNamesItsColumn() {
        Rows.Antenna nameless = new Rows.Antenna(1, null, 0, null);
        assertThatThrownBy(() -> Table.of(Rows.ANTENNA, Arrays.asList(new Rows.Antenna(0, "", 0, null), nameless)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'name': found null in row 1; the column is declared without nulls.");
    }
}
