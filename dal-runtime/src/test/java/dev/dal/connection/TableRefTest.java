package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.store.ObjectExistsException;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreFullException;
import dev.dal.table.Column;
import dev.dal.table.LongColumn;
import dev.dal.table.Table;
import dev.dal.table.TableType;
import dev.dal.tensor.LongTensor;
import dev.dal.testing.TestStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TableRefTest {

    record Row(long id, String name) {}

    private static final TableType<Row> ROWS = TableType.of(Row.class);
    private static final List<Row> SOME =
            IntStream.range(0, 100).mapToObj(i -> new Row(i, "row " + i)).toList();
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestStore shared = launch(4_000_000);
    private final Connection connection = shared.connect();
    private final Store store = Store.open(connection, "tables");
    private final Connection otherConnection = shared.connect();
    private final Store other = Store.open(otherConnection, "other");

    /** Which kind of store it is all about. */
    TestStore launch(long capacityBytes) {
        return TestStore.inProcess(capacityBytes);
    }

    @AfterEach
    void close() {
        other.close();
        otherConnection.close();
        store.close();
        connection.close();
        shared.close();
    }

    @Test
    void aTableIsPutAndReadByAnother() {
        TableRef<Row> ref = store.put(Table.of(ROWS, SOME));
        try (TableRef<Row> read = other.makeTableRef(ref.id(), ROWS)) {
            assertThat(read.get(SOON).asRecords()).isEqualTo(SOME);
            assertThat(read.asRecords()).isEqualTo(SOME);
            assertThat(read.schema()).isEqualTo(ROWS.schema());
            assertThat(read.get()).isSameAs(read.get());
            assertThat(read.type()).isSameAs(ROWS);
        }
        assertThat(ref.poll())
                .hasValueSatisfying(table -> assertThat(table.rowCount()).isEqualTo(100));
        assertThat(ref.toString()).startsWith("TableRef ");
    }

    @Test
    void columnsArePutWithoutAType() {
        TableRef<Map<String, Object>> ref = store.put(Map.of("a", new long[] {1, 2}));
        try (TableRef<Map<String, Object>> read = other.makeTableRef(ref.id(), TableType.UNTYPED)) {
            assertThat(read.asMap())
                    .containsOnlyKeys("a")
                    .hasEntrySatisfying("a", a -> assertThat(a).isEqualTo(new long[] {1, 2}));
            assertThat(read.schema().findField("a").isNullable()).isFalse();
            assertThat(read.asRecords()).containsExactly(Map.of("a", 1L), Map.of("a", 2L));
        }
    }

    @Test
    void batchesAreAsLongAsAsked() {
        try (TableRef<Row> ref = store.put(Table.of(ROWS, SOME), 30)) {
            assertThat(ref.get().batchCount()).isEqualTo(4);
            assertThat(ref.get().batch(3).asRecords()).isEqualTo(SOME.subList(90, 100));
        }
        try (TableRef<Row> ref = store.newTableRef(ROWS)) {
            ref.put(Table.of(ROWS, SOME), 50);
            assertThat(ref.get().batchCount()).isEqualTo(2);
        }
    }

    @Test
    void aNewReferenceIsAwaitedUntilItIsWritten() throws Exception {
        try (TableRef<Row> ref = store.newTableRef(ROWS);
                TableRef<Row> read = other.makeTableRef(ref.id(), ROWS)) {
            assertThat(ref.poll()).isEmpty();
            assertThat(ref.isReady()).isFalse();
            assertThatThrownBy(() -> read.get(Duration.ofMillis(5))).isInstanceOf(DalTimeoutException.class);
            CompletableFuture<Table<Row>> future = read.toCompletableFuture();

            ref.put(Table.ofColumns(Map.of("id", new long[] {7}, "name", List.of("x"), "more", new int[1])));

            assertThat(ref.get(Duration.ZERO).asRecords()).containsExactly(new Row(7, "x"));
            assertThat(ref.get().schema().getFields()).hasSize(2);
            assertThat(future.get(10, TimeUnit.SECONDS).asRecords()).containsExactly(new Row(7, "x"));
            assertThatThrownBy(() -> ref.put(Table.of(ROWS, SOME))).isInstanceOf(ObjectExistsException.class);
        }
    }

    @Test
    void whatDoesNotFitTheReferenceIsNotWritten() {
        try (TableRef<Row> ref = store.newTableRef(ROWS)) {
            assertThatThrownBy(() -> ref.put(Table.ofColumns(Map.of("id", new int[1], "name", List.of("x")))))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("Table: Column 'id': found int32; expected int64.");
            assertThat(ref.isReady()).isFalse();
            ref.put(Table.of(ROWS, SOME));
            assertThat(ref.isReady()).isTrue();
        }
    }

    @Test
    void otherObjectsAreRefused() {
        TableRef<?> columns = store.put(Map.of("id", new int[1]));
        try (TableRef<Row> read = other.makeTableRef(columns.id(), ROWS)) {
            assertThatThrownBy(() -> read.get(SOON))
                    .isInstanceOf(FormatMismatchException.class)
                    .hasMessage("Object " + columns.id() + " does not hold the table: Table: Column 'id': found int32;"
                            + " expected int64. Column 'name': found none among [id]; expected one, of utf8.");
        }
        TensorRef<LongTensor> tensor = store.put(LongTensor.range(0, 4));
        try (TableRef<Row> read = store.makeTableRef(tensor.id(), ROWS)) {
            assertThatThrownBy(() -> read.get(SOON))
                    .isInstanceOf(FormatMismatchException.class)
                    .hasMessageContaining("found a Tensor; expected a Schema");
        }
    }

    @Test
    void viewsEndWithTheReference() {
        TableRef<Row> ref = store.put(Table.of(ROWS, SOME));
        TableRef<Row> retained = ref.retain();
        Table<Row> table = ref.get();
        LongColumn ids = table.column("id", LongColumn.class);
        Column names = table.column("name");
        Map<String, Object> copy = table.asMap();
        ref.close();

        assertThatThrownBy(() -> ids.get(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The reference to object " + ref.id() + " is closed, and its views with it.");
        assertThatThrownBy(() -> names.getObject(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> table.get(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ref::get).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ref.put(table)).isInstanceOf(IllegalStateException.class);
        assertThat(((long[]) copy.get("id"))[99]).isEqualTo(99);
        assertThat(retained.get().get(99)).isEqualTo(SOME.get(99));
        retained.close();
    }

    @Test
    void aTableOfTheStoreIsPutAgain() {
        TableRef<Row> ref = store.put(Table.of(ROWS, SOME), 7);
        try (TableRef<Row> again = other.put(ref.get(), 11)) {
            assertThat(again.asRecords()).isEqualTo(SOME);
            assertThat(again.get().batchCount()).isEqualTo(15);
        }
    }

    @Test
    void withoutRoomNothingIsLeft() {
        Table<?> large = Table.ofColumns(Map.of("a", new long[600_000]));
        assertThatThrownBy(() -> store.put(large)).isInstanceOf(StoreFullException.class);
        store.close();

        assertThatThrownBy(() -> store.put(Table.of(ROWS, SOME))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.newTableRef(ROWS)).isInstanceOf(IllegalStateException.class);
        List<ObjectId> mine = connection.objects().list().stream()
                .map(info -> info.id())
                .filter(id -> id.prefix() == store.namespace().prefix())
                .toList();
        assertThat(mine).isEqualTo(Collections.emptyList());
    }
}
