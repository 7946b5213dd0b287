package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.tensor.ByteTensor;
import dev.dal.tensor.LongTensor;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaJsonTest {

    private static final ArrowType INT = new ArrowType.Int(32, true);

    @Test
    void looksAsDocumented() {
        Schema schema = CallSchemas.function(
                "simple_fn",
                Parameters.value("x", ValueType.INT64),
                Parameters.nullable(Parameters.value("note", ValueType.UTF8)),
                Parameters.tensorIn("ys", LongTensor.TYPE, "i", "uvw=3"),
                Parameters.objectIn("raw", false),
                Parameters.objectId("id", true),
                Parameters.nullable(Parameters.tensorOut("flags", ByteTensor.BOOL, "i")));

        String json = CallSchemas.toJson(List.of(schema));

        assertThat(json).isEqualToIgnoringWhitespace("""
                {"format": 1, "functions": [{"name": "simple_fn", "parameters": [
                    {"name": "x", "type": "int64"},
                    {"name": "note", "type": "utf8", "nullable": true},
                    {"name": "ys", "role": "in", "tensor": "int64", "dimensions": ["i", "uvw=3"]},
                    {"name": "raw", "role": "in"},
                    {"name": "id", "role": "oid", "nullable": true},
                    {"name": "flags", "role": "out", "tensor": "bool", "dimensions": ["i"], "nullable": true}
                ]}]}""");
        assertThat(CallSchemas.fromJson(json)).containsExactly(schema);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeOfValueComesBack(ValueType type) {
        assertComesBack(CallSchemas.function("f", Parameters.value("x", type)));
    }

    @Test
    void otherTypesAndMetadataComeBack() {
        Field item = new Field("item", new FieldType(true, INT, null), List.of());
        Field list =
                new Field("xs", new FieldType(false, new ArrowType.List(), null, Map.of("unit", "m")), List.of(item));
        Field decimal = Field.nullable("d", new ArrowType.Decimal(10, 2, 128));
        assertComesBack(CallSchemas.function("f", List.of(list, decimal), Map.of("author", "me", "b", "")));
    }

    @Test
    void tablesComeBack() {
        Field item = Field.notNullable("item", INT);
        Field list = new Field("xs", FieldType.nullable(new ArrowType.List()), List.of(item));
        Schema table = new Schema(List.of(Field.notNullable("id", INT), list), Map.of("made", "here"));
        Field parameter = new Field(
                "rows",
                new FieldType(
                        false,
                        Parameters.OBJECT_ID_TYPE,
                        null,
                        Map.of(
                                Parameters.ROLE_KEY,
                                Parameters.ROLE_IN,
                                Parameters.TABLE_KEY,
                                dev.dal.ipc.SchemaCodec.toBase64(table))),
                List.of());
        Schema schema = CallSchemas.function("f", parameter);

        String json = CallSchemas.toJson(List.of(schema));

        assertThat(json).contains("\"table\"", "\"tableMetadata\"").doesNotContain(Parameters.TABLE_KEY);
        assertThat(SchemaCompatibility.mismatches(
                        schema, CallSchemas.fromJson(json).get(0)))
                .isEmpty();
        assertThat(CallLayout.of(CallSchemas.fromJson(json).get(0))
                        .parameters()
                        .get(0)
                        .table())
                .isEqualTo(table);
    }

    @Test
    void unknownKeysAreIgnored() {
        assertThat(
                        CallSchemas.fromJson(
                                "{\"format\": 1, \"interface\": \"demo.Maths\", \"functions\": ["
                                        + "{\"name\": \"f\", \"since\": 3, \"parameters\": [{\"name\": \"x\", \"type\": \"bool\", \"y\": []}]}]}"))
                .containsExactly(CallSchemas.function("f", Parameters.value("x", ValueType.BOOL)));
        assertThat(CallSchemas.fromJson("{\"format\": 1, \"functions\": []}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | A contract is a JSON document",
                "[] | A contract has \"format\": 1; found",
                "{\"format\": 2, \"functions\": []} | A contract has \"format\": 1; found 2.",
                "{\"format\": 1} | Expected an array under \"functions\"",
                "{\"format\": 1, \"functions\": [{\"parameters\": []}]} | Expected a text under \"name\"",
                "{\"format\": 1, \"functions\": [{\"name\": \"\", \"parameters\": []}]} | A function needs a name",
                "{\"format\": 1, \"functions\": [{\"name\": \"f\"}]} | Expected an array under \"parameters\"",
                "{\"format\": 1, \"functions\": [{\"name\": \"f\", \"parameters\": [{\"name\": \"x\"}]}]} | Expected a text under \"type\"",
                "{\"format\": 1, \"functions\": [{\"name\": \"f\", \"parameters\": [{\"name\": \"x\", \"type\": \"int\"}]}]} | 'int' is no type",
                "{\"format\": 1, \"functions\": [{\"name\": \"f\", \"parameters\": [{\"name\": \"x\", \"type\": {\"name\": \"no\"}}]}]} | Arrow knows no such type",
                "{\"format\": 1, \"functions\": [{\"name\": \"f\", \"parameters\": [{\"name\": \"x\", \"role\": \"inout\"}]}]} | has the role 'inout'",
                "{\"format\": 1, \"functions\": [{\"name\": \"f\", \"parameters\": [{\"name\": \"x\", \"role\": \"in\", \"tensor\": \"int64\"}]}]} | Expected an array under \"dimensions\""
            })
    void whatIsNoContractIsRefused(String json, String reason) {
        assertThatThrownBy(() -> CallSchemas.fromJson(json))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(reason);
    }

    private static void assertComesBack(Schema schema) {
        assertThat(CallSchemas.fromJson(CallSchemas.toJson(List.of(schema, schema))))
                .containsExactly(schema, schema);
    }
}
