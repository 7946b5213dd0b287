package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.table.Columns;
import dev.dal.table.TableType;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.LongTensor;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** What is said of call schemas that do not fit each other. */
class SchemaCompatibilityTest {

    private static Schema function(Field... parameters) {
        return CallSchemas.function("select", parameters);
    }

    private static TableType<?> columns(Field... columns) {
        return TableType.of(new Schema(List.of(columns)));
    }

    private static final TableType<?> TABLE =
            columns(Columns.of("id", int.class), Columns.of("x", double.class), Columns.nullable("name", String.class));

    @Test
    void tablesAreComparedColumnByColumn() {
        TableType<?> other =
                columns(Columns.of("x", float.class), Columns.of("id", int.class), Columns.of("new", long.class));
        assertThat(SchemaCompatibility.mismatches(
                        function(Parameters.tableIn("antennas", TABLE)),
                        function(Parameters.tableIn("antennas", other))))
                .containsExactly(
                        "parameter 'antennas' of 'select', column 'x': expected float64, found float32",
                        "parameter 'antennas' of 'select', column 'name': expected utf8, found no such column",
                        "parameter 'antennas' of 'select', column 'new': expected no such column, found int64");
    }

    @Test
    void orderAndNullabilityOfColumnsDoNotCount() {
        TableType<?> same = columns(
                Columns.of("name", String.class), Columns.nullable("x", double.class), Columns.of("id", int.class));
        assertThat(SchemaCompatibility.mismatches(
                        function(Parameters.tableOut("t", TABLE)), function(Parameters.tableOut("t", same))))
                .isEmpty();
    }

    @Test
    void aTableIsNoTensorAndNoObject() {
        Schema table = function(Parameters.tableIn("t", TABLE));
        assertThat(SchemaCompatibility.mismatches(table, function(Parameters.tensorIn("t", IntTensor.TYPE, "i"))))
                .containsExactly(
                        "parameter 't' of 'select': expected table<id: int32 not null, x: float64 not null, name:"
                                + " utf8>, found int32[i]");
        assertThat(SchemaCompatibility.mismatches(function(Parameters.objectIn("t", false)), table))
                .containsExactly("parameter 't' of 'select': expected object, found table<id: int32 not null,"
                        + " x: float64 not null, name: utf8>");
        assertThat(SchemaCompatibility.mismatches(table, function(Parameters.tableOut("t", TABLE))))
                .containsExactly("parameter 't' of 'select': expected role in, found role out");
    }

    @Test
    void tensorsValuesAndNullabilityAreCompared() {
        Field value = Parameters.value("v", ValueType.INT64);
        Schema actual = function(Parameters.tensorIn("a", LongTensor.TYPE, "i", "k=2"), value);
        assertThat(SchemaCompatibility.mismatches(
                        function(
                                Parameters.tensorIn("a", LongTensor.TYPE, "i", "k"),
                                Parameters.value("v", ValueType.INT32),
                                Parameters.value("w", ValueType.BOOL)),
                        actual))
                .containsExactly(
                        "parameter 'a' of 'select': expected int64[i,k], found int64[i,k=2]",
                        "parameter 'v' of 'select': expected int32, found int64",
                        "parameter 'w' of 'select': expected bool, found no such parameter");
        Field nullable = Parameters.value("v", value.getType(), true, value.getMetadata());
        assertThat(SchemaCompatibility.mismatches(function(nullable), function(value)))
                .containsExactly("parameter 'v' of 'select': expected may be null, found must not be null");
        assertThat(SchemaCompatibility.mismatches(function(value), CallSchemas.function("other", value)))
                .containsExactly("expected function 'select', found 'other'");
    }
}
