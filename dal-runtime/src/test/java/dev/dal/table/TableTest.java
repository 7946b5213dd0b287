package dev.dal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.RecordBatchStreamWriter;
import dev.dal.ipc.RecordBatchWriter;
import dev.dal.store.memory.Region;
import dev.dal.table.Rows.Antenna;
import dev.dal.table.Rows.Band;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final List<Antenna> ANTENNAS = List.of(
            new Antenna(1, "one", 1.5, null), new Antenna(2, "zwei", -2.5, Band.MID), new Antenna(3, "", 0, Band.LOW));

    private static List<Antenna> antennas(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Antenna(i, "a" + i, i / 2d, i % 3 == 0 ? null : Band.LOW))
                .toList();
    }

    @Test
    void recordsComeBackAsTheyWere() {
        Table<Antenna> table = Table.of(Rows.ANTENNA, ANTENNAS);

        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(table.asRecords()).isEqualTo(ANTENNAS);
        assertThat(table).containsExactlyElementsOf(ANTENNAS);
        assertThat(table.stream()).containsExactlyElementsOf(ANTENNAS);
        assertThat(table.get(1)).isEqualTo(ANTENNAS.get(1));
        assertThat(table.type()).isSameAs(Rows.ANTENNA);
        assertThat(table.schema()).isEqualTo(Rows.ANTENNA.schema());
        assertThat(table)
                .hasToString("Table of 3 rows: table<id: int32 not null, name: utf8 not null, x: float64 not null,"
                        + " band: utf8>");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 63, 64, 65, 1000})
    void rowsAreFoundInWhateverBatchTheyAre(int count) {
        List<Antenna> antennas = antennas(count);
        Table<Antenna> table = Table.of(Rows.ANTENNA, antennas);
        for (long most : new long[] {1, 3, 8, 64, 5000}) {
            Table<Antenna> stored = Rows.stored(table, Rows.ANTENNA, most);
            assertThat(stored.batchCount()).isEqualTo((int) Math.max(1, (count + most - 1) / most));
            assertThat(stored.asRecords()).isEqualTo(antennas);
            IntColumn ids = stored.column("id", IntColumn.class);
            StringColumn names = stored.column("name", StringColumn.class);
            for (int i = count - 1; i >= 0; i -= 7) {
                assertThat(stored.get(i)).isEqualTo(antennas.get(i));
                assertThat(ids.get(i)).isEqualTo(i);
                assertThat(names.get(i)).isEqualTo("a" + i);
            }
            assertThat(ids.toArray()).isEqualTo(IntStream.range(0, count).toArray());
            assertThat(stored.column("band").nullCount()).isEqualTo((count + 2) / 3);
            if (count > 0) {
                assertThat(stored.batch(stored.batchCount() - 1).get(0).id())
                        .isEqualTo((int) ((count - 1) / most * most));
            }
        }
    }

    @Test
    void aTableWithoutBatchesHasNoRows() {
        Region region = Region.allocate(2000);
        new RecordBatchStreamWriter(Rows.ANTENNA.schema(), List.of()).writeTo(region, 0);
        Table<Antenna> table = Table.open(Rows.ANTENNA, region.asReadOnly());

        assertThat(table.batchCount()).isZero();
        assertThat(table.rowCount()).isZero();
        assertThat(table).isEmpty();
        assertThat(table.asMap().get("x")).isEqualTo(new double[0]);
        assertThat(table.column("x", DoubleColumn.class).toArray()).isEmpty();
        assertThatThrownBy(() -> table.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> table.column("x", DoubleColumn.class).get(0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Rows.stored(table, Rows.ANTENNA, 5).asRecords()).isEmpty();
    }

    @Test
    void rowsOutsideAreRefused() {
        Table<Antenna> table = Table.of(Rows.ANTENNA, ANTENNAS);

        for (long row : new long[] {-1, 3, 1L << 32, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> table.get(row))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("Row " + row + " of a table; expected 0 to less than 3.");
            assertThatThrownBy(() -> table.column("x", DoubleColumn.class).get(row))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> table.batch(1)).isInstanceOf(IndexOutOfBoundsException.class);
        Iterator<Antenna> rows = table.iterator();
        rows.forEachRemaining(row -> {});
        assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void columnsAreMatchedByNameAndOthersIgnored() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("extra", new long[] {9, 9});
        columns.put("x", new double[] {1, 2});
        columns.put("band", Arrays.asList(null, Band.MID));
        columns.put("name", new String[] {"p", "q"});
        columns.put("id", new int[] {5, 6});
        Table<Map<String, Object>> any = Table.ofColumns(columns);
        Table<Antenna> table = any.as(Rows.ANTENNA);

        assertThat(table.asRecords()).containsExactly(new Antenna(5, "p", 1, null), new Antenna(6, "q", 2, Band.MID));
        assertThat(table.asMap().keySet()).containsExactly("id", "name", "x", "band");
        assertThat(any.asMap().keySet()).containsExactly("extra", "x", "band", "name", "id");
        assertThat(table.column("extra", LongColumn.class).get(1)).isEqualTo(9);
        Table<Antenna> stored = Rows.stored(table, Rows.ANTENNA, 1);
        assertThat(stored.asRecords()).isEqualTo(table.asRecords());
        assertThat(stored.schema().getFields()).extracting(Field::getName).containsExactly("id", "name", "x", "band");
        assertThat(Rows.stored(any, TableType.UNTYPED, 1).schema()).isEqualTo(any.schema());
    }

    @Test
    void whatDoesNotFitIsSaidAllAtOnce() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("id", Arrays.asList(1, null));
        columns.put("x", new float[2]);
        columns.put("band", List.of(List.of(1L), List.of()));
        Table<?> table = Table.ofColumns(columns);

        assertThatThrownBy(() -> table.as(Rows.ANTENNA))
                .isInstanceOf(FormatException.class)
                .hasMessage("Table: Column 'id': found 1 null; the column is declared without nulls."
                        + " Column 'name': found none among [id, x, band]; expected one, of utf8."
                        + " Column 'x': found float32; expected float64."
                        + " Column 'band': found list<int64>; expected utf8.");
        assertThatThrownBy(() -> table.column("y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'y': found none among [id, x, band]; expected one.");
        assertThatThrownBy(() -> table.column("x", LongColumn.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'x': found float32, which is a FloatColumn; expected a LongColumn.");
    }

    @Test
    void columnsOfTheSameNameAreOnlyReachedWhereTheyAreNotAskedFor() {
        Schema twice = new Schema(List.of(
                Field.nullable("a", new ArrowType.Int(64, true)), Field.nullable("a", ArrowType.Utf8.INSTANCE)));
        Region region = Region.allocate(2000);
        new RecordBatchWriter(twice, 1).writeTo(region, 0);
        Table<?> table = Table.open(TableType.UNTYPED, region);

        assertThat(table.rowCount()).isEqualTo(1);
        assertThatThrownBy(() -> table.column("a")).hasMessage("Column 'a': found 2 among [a, a]; expected one.");
        assertThatThrownBy(() -> TableType.of(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Columns of a table: found [a, a]; expected names that differ.");
    }

    @Test
    void unknownConstantsAreNamed() {
        Table<?> table = Table.ofColumns(Map.of(
                "id", new int[1], "x", new double[1], "name", new String[] {"n"}, "band", new String[] {"HIGH"}));

        assertThatThrownBy(() -> table.as(Rows.ANTENNA).get(0))
                .isInstanceOf(FormatException.class)
                .hasMessage("Column 'band': found 'HIGH'; expected one of [LOW, MID], the constants of Band.");
    }

    @Test
    void aClosedTableIsNotRead() {
        Region object = Rows.object(Table.of(Rows.ANTENNA, ANTENNAS), 2);
        Table<Antenna> table = Table.open(Rows.ANTENNA, object);
        Column name = table.column("name");
        DoubleColumn x = table.column("x", DoubleColumn.class);
        assertThat(x.get(0)).isEqualTo(1.5);
        object.lifetime().end();

        assertClosed(() -> table.get(0));
        assertClosed(table::asRecords);
        assertClosed(table::asMap);
        assertClosed(() -> x.get(0));
        assertClosed(() -> x.get(2));
        assertClosed(x::toArray);
        assertClosed(x::toList);
        assertClosed(() -> x.slice(0, 1));
        assertClosed(() -> name.getObject(0));
        assertClosed(() -> name.isNull(0));
        assertClosed(name::nullCount);
        assertClosed(() -> TableMessage.of(table));
        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(table.toString()).startsWith("Table of 3 rows (closed): ");
    }

    private static void assertClosed(Runnable access) {
        assertThatThrownBy(access::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("This view is closed");
    }

    @Test
    void aTableIsCutOffNowhere() {
        Region object = Rows.object(Table.of(Rows.ANTENNA, ANTENNAS), 2);
        for (long length = 0; length < object.length(); length++) {
            Region cut = object.slice(0, length);
            assertThatThrownBy(() -> Table.open(Rows.ANTENNA, cut))
                    .as("%d bytes", length)
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void changedBytesAreReadOrRefused() {
        TableType<Rows.Everything> type = TableType.of(Rows.Everything.class);
        Region good = Rows.object(
                Table.of(type, IntStream.range(0, 9).mapToObj(Rows::everything).toList()), 5);
        Region bad = Region.allocate(good.length());
        Region copy = Region.allocate(4 * good.length());
        int refused = 0;
        for (long at = 0; at < good.length(); at++) {
            for (int change : new int[] {0x01, 0x80, 0xff}) {
                bad.put(0, good, 0, good.length());
                bad.putByte(at, (byte) (good.getByte(at) ^ change));
                refused += isRefused(type, bad, copy, at) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    private static boolean isRefused(TableType<?> type, Region bad, Region copy, long at) {
        try {
            Table<?> table = Table.open(type, bad);
            table.asRecords();
            table.asMap();
            TableMessage message = TableMessage.of(table, 2);
            boolean fits = message.sizeBytes() <= copy.length();
            message.writeTo(fits ? copy : Region.allocate(message.sizeBytes()));
            return false;
        } catch (FormatException e) {
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError("byte " + at, e);
        }
    }

    @Test
    void declaredColumnsOfOtherTypesArePassedOver() {
        Schema schema = new Schema(List.of(Field.notNullable("d", new ArrowType.Decimal(5, 1, 128))));
        Region region = Region.allocate(1000);
        new RecordBatchStreamWriter(schema, List.of()).writeTo(region, 0);

        assertThat(Table.open(TableType.of(schema), region).rowCount()).isZero();
    }

    @Test
    void messagesNeedRoomAndALimit() {
        Table<Antenna> table = Table.of(Rows.ANTENNA, ANTENNAS);
        TableMessage message = TableMessage.of(table);

        assertThatThrownBy(() -> message.writeTo(Region.allocate(message.sizeBytes() - 1)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TableMessage.of(table, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Rows of a batch: found 0; expected 1 or more.");
        assertThatThrownBy(() -> Table.of(TableType.UNTYPED, List.of(Map.of("a", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The type of the table names no columns");
    }
}
