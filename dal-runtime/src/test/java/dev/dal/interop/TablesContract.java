package dev.dal.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dal.connection.FormatMismatchException;
import dev.dal.connection.TableRef;
import dev.dal.store.ObjectId;
import dev.dal.table.Column;
import dev.dal.table.Table;
import dev.dal.table.TableType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Tables of every type of column, from each language to the other (dal-format.md section 5). */
abstract class TablesContract extends StoreFixture {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TABLES = 120;

    TablesContract(StoreKind kind) {
        super(kind);
    }

    /**
     * Random tables are written by Python, read by Java, written again, once copied batch by batch and once built from
     * their rows, and compared by Python.
     */
    @Test
    void randomTablesComeBackFromTheOtherLanguage() throws JsonProcessingException {
        ArrayNode manifest = JSON.createArrayNode();
        List<TableRef<?>> refs = new ArrayList<>();
        for (String line : run("write_tables", prefix(), 1000, TABLES)) {
            JsonNode entry = JSON.readTree(line);
            TableRef<Map<String, Object>> ref =
                    store.makeTableRef(ObjectId.fromHex(entry.get("id").asText()), TableType.UNTYPED);
            Table<Map<String, Object>> table = ref.get(SOON);
            compare(entry, table);
            refs.add(ref);
            ObjectNode pair = manifest.addObject();
            pair.put("wanted", ref.id().toString());
            pair.put("seed", entry.get("seed").asInt());
            pair.put("metadata", true);
            ArrayNode found = pair.putArray("found");
            TableType<Map<String, Object>> type = TableType.of(table.schema());
            for (TableRef<?> copy : List.of(
                    store.put(table),
                    store.put(table, 1 + entry.get("seed").asInt() % 11),
                    store.put(Table.of(type, table.asRecords())),
                    store.put(Table.ofColumns(type, table.asMap()), 9))) {
                refs.add(copy);
                found.add(copy.id().toString());
            }
        }
        assertThat(manifest).hasSize(TABLES);
        assertThat(run("check_tables", manifest)).containsExactly("checked " + 4 * TABLES);
        refs.forEach(TableRef::close);
    }

    private static void compare(JsonNode entry, Table<Map<String, Object>> table) {
        JsonNode rows = entry.get("rows");
        assertThat(table.rowCount()).as("rows of table %s", entry.get("seed")).isEqualTo(rows.size());
        for (int c = 0; c < table.schema().getFields().size(); c++) {
            Column column = table.column("c" + c);
            for (int row = 0; row < rows.size(); row++) {
                assertThat(CellText.of(column.getObject(row)))
                        .as("table %s, %s, row %d", entry.get("seed"), column, row)
                        .isEqualTo(rows.get(row).get(c));
                assertThat(column.isNull(row)).isEqualTo(rows.get(row).get(c).isNull());
            }
        }
    }

    private static final TableType<Map<String, Object>> NAMED = TableType.of(new Schema(List.of(
            Field.notNullable("id", new ArrowType.Int(64, true)), Field.nullable("name", ArrowType.Utf8.INSTANCE))));

    private Map<String, ObjectId> special() throws JsonProcessingException {
        Map<String, ObjectId> ids = new HashMap<>();
        for (String line : run("write_tables", prefix(), "special")) {
            JsonNode entry = JSON.readTree(line);
            ids.put(entry.get("name").asText(), ObjectId.fromHex(entry.get("id").asText()));
        }
        return ids;
    }

    @Test
    void unusualTablesAreRead() throws JsonProcessingException {
        Map<String, ObjectId> ids = special();
        List<Object> names = new ArrayList<>(List.of("a", "b", "c"));
        names.set(1, null);

        for (String name : List.of("extra columns", "columns of other types", "unions", "followed by other bytes")) {
            try (TableRef<?> ref = store.makeTableRef(ids.get(name), NAMED)) {
                assertThat(ref.get(SOON).asMap().get("id")).as(name).isEqualTo(new long[] {1, 2, 3});
                assertThat(ref.get().asMap().get("name")).as(name).isEqualTo(names);
            }
        }
        try (TableRef<?> ref = store.makeTableRef(ids.get("a slice"), NAMED)) {
            assertThat(ref.get(SOON).batchCount()).isEqualTo(3);
            assertThat(ref.get().asMap().get("id")).isEqualTo(new long[] {2, 1, 2, 3});
            assertThat(ref.get().column("extra").toList()).hasToString("[null, {x=[1]}, null, {x=[]}]");
        }
        try (TableRef<?> ref = store.makeTableRef(ids.get("unions"), TableType.UNTYPED)) {
            assertThat(ref.get(SOON).column("dense").toList()).hasToString("[y, null, x]");
            assertThatThrownBy(() -> ref.get().column("sparse").toList())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Column 'sparse' holds Union(Sparse, [0, 1])");
        }
        try (TableRef<?> ref = store.makeTableRef(ids.get("columns of other types"), TableType.UNTYPED)) {
            assertThat(ref.get(SOON).column("id").length()).isEqualTo(3);
            assertThatThrownBy(ref::asMap)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Column 'decimal' holds Decimal(5, 1, 128)");
            assertThatThrownBy(() -> store.put(ref.get()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Column 'decimal' of type Decimal(5, 1, 128) cannot be written here.");
        }
    }

    @Test
    void whatDoesNotFitIsRefusedByName() throws JsonProcessingException {
        Map<String, ObjectId> ids = special();

        assertRefused(ids.get("compressed"), "found compression LZ4_FRAME; expected no compression.");
        assertRefused(ids.get("a dictionary"), "Field 'name': found dictionary encoding; expected plain values.");
        assertRefused(ids.get("a missing column"), "Column 'name': found none among [id]; expected one, of utf8.");
        assertRefused(ids.get("a narrow column"), "Column 'id': found int32; expected int64.");
        assertRefused(ids.get("a null"), "Column 'id': found 1 null; the column is declared without nulls.");
    }

    private void assertRefused(ObjectId id, String message) {
        try (TableRef<?> ref = store.makeTableRef(id, NAMED)) {
            assertThatThrownBy(() -> ref.get(SOON))
                    .isInstanceOf(FormatMismatchException.class)
                    .hasMessageContaining("Object " + id + " does not hold the table: ")
                    .hasMessageEndingWith(message);
        }
    }
}
