package dev.dal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.ipc.FormatException;
import dev.dal.ipc.RecordBatchStreamWriter;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreOptions;
import dev.dal.store.memory.PinnedMemory;
import dev.dal.store.memory.Region;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.table.ArrowBridge;
import dev.dal.table.DoubleColumn;
import dev.dal.table.Table;
import dev.dal.table.TableType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;

/** The scenarios of {@link ArrowBridgeTest}, each over a fresh store and with an allocator that must not leak. */
final class ArrowBridgeProgram {

    /** What is done with a store and an allocator. */
    interface Scenario {
        void run(Store store, BufferAllocator allocator) throws Exception;
    }

    static final Map<String, Scenario> SCENARIOS = new TreeMap<>(Map.of(
            "vectorsLieInTheObject", ArrowBridgeProgram::vectorsLieInTheObject,
            "vectorsPinTheObject", ArrowBridgeProgram::vectorsPinTheObject,
            "severalBatchesAreShownOneByOne", ArrowBridgeProgram::severalBatchesAreShownOneByOne,
            "tablesWithoutRows", ArrowBridgeProgram::tablesWithoutRows,
            "vectorsArePut", ArrowBridgeProgram::vectorsArePut,
            "vectorsOfOtherTypesPassThrough", ArrowBridgeProgram::vectorsOfOtherTypesPassThrough,
            "dictionariesAreRefused", ArrowBridgeProgram::dictionariesAreRefused));

    private ArrowBridgeProgram() {}

    public static void main(String[] arguments) throws Exception {
        for (Map.Entry<String, Scenario> scenario : SCENARIOS.entrySet()) {
            try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(1_000_000));
                    Connection connection = Connection.open(embedded.socketPath());
                    Store store = Store.open(connection, "arrow");
                    BufferAllocator allocator = ArrowBridge.newAllocator()) {
                scenario.getValue().run(store, allocator);
            }
            System.out.println("passed " + scenario.getKey());
        }
    }

    private static Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("n", Arrays.asList(1L, null, 3L));
        columns.put("t", Arrays.asList("a", "ä€", null));
        columns.put("l", Arrays.asList(List.of(1.5), null, List.of(2.5, 3.5)));
        columns.put("x", new double[] {1, 2, 3});
        return columns;
    }

    private static void assertColumns(VectorSchemaRoot root) {
        assertThat(root.getRowCount()).isEqualTo(3);
        BigIntVector n = (BigIntVector) root.getVector("n");
        assertThat(n.getObject(0)).isEqualTo(1);
        assertThat(n.isNull(1)).isTrue();
        VarCharVector t = (VarCharVector) root.getVector("t");
        assertThat(t.getObject(1)).isEqualTo(new Text("ä€"));
        assertThat(t.getObject(2)).isNull();
        ListVector l = (ListVector) root.getVector("l");
        assertThat(l.getObject(1)).isNull();
        assertThat(l.getObject(2)).asString().isEqualTo("[2.5,3.5]");
        assertThat(((Float8Vector) root.getVector("x")).get(2)).isEqualTo(3);
    }

    static void vectorsLieInTheObject(Store store, BufferAllocator allocator) {
        TableRef<?> ref = store.put(columns());
        try (VectorSchemaRoot root = ref.toArrow(allocator);
                PinnedMemory memory = ref.data(Duration.ZERO).pin()) {
            assertColumns(root);
            int shared = 0;
            for (FieldVector vector : root.getFieldVectors()) {
                shared += assertInside(vector, memory);
            }
            assertThat(shared).isEqualTo(2 + 3 + 2 + 1 + 1);
        }
        assertThat(allocator.getAllocatedMemory()).isZero();
    }

    /** Number of buffers of a vector, and of its children, that lie in an object; all but validity without nulls must. */
    private static int assertInside(FieldVector vector, PinnedMemory memory) {
        int shared = 0;
        List<ArrowBuf> buffers = vector.getFieldBuffers();
        for (int i = vector.getNullCount() == 0 ? 1 : 0; i < buffers.size(); i++) {
            long start = buffers.get(i).memoryAddress();
            long end = start + buffers.get(i).readableBytes();
            assertThat(start).as("%s buffer %d", vector.getName(), i).isBetween(memory.address(), end);
            assertThat(end).isLessThanOrEqualTo(memory.address() + memory.length());
            assertThat(start % 64).isZero();
            shared++;
        }
        for (FieldVector child : vector.getChildrenFromFields()) {
            shared += assertInside(child, memory);
        }
        return shared;
    }

    static void vectorsPinTheObject(Store store, BufferAllocator allocator) throws InterruptedException {
        TableRef<?> ref = store.put(columns());
        ObjectId id = ref.id();
        VectorSchemaRoot root = ref.toArrow(allocator);
        ref.close();
        for (int i = 0; i < 3; i++) {
            store.put(Map.of("other", new long[20_000])).close();
        }

        assertColumns(root);
        assertThat(exists(store, id)).isTrue();
        root.close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (exists(store, id)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static boolean exists(Store store, ObjectId id) {
        return store.connection().objects().list().stream()
                .anyMatch(info -> info.id().equals(id));
    }

    static void severalBatchesAreShownOneByOne(Store store, BufferAllocator allocator) {
        TableRef<?> ref = store.put(Table.ofColumns(Map.of("n", new long[] {1, 2, 3, 4, 5})), 2);
        assertThatThrownBy(() -> ref.toArrow(allocator))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A VectorSchemaRoot shows one record batch; this table has 3. Show each by"
                        + " ArrowBridge.toArrow(table.batch(i), allocator).");
        long sum = 0;
        for (int i = 0; i < 3; i++) {
            try (VectorSchemaRoot root = ArrowBridge.toArrow(ref.get().batch(i), allocator)) {
                BigIntVector vector = (BigIntVector) root.getVector(0);
                for (int row = 0; row < root.getRowCount(); row++) {
                    sum += vector.get(row);
                }
            }
        }
        assertThat(sum).isEqualTo(15);
        ref.close();
        assertThatThrownBy(() -> ref.toArrow(allocator)).isInstanceOf(IllegalStateException.class);
    }

    static void tablesWithoutRows(Store store, BufferAllocator allocator) {
        Table<?> empty = Table.ofColumns(Map.of("n", new long[0]));
        Region region = Region.allocate(1000);
        new RecordBatchStreamWriter(empty.schema(), List.of()).writeTo(region, 0);
        Table<?> none = Table.open(TableType.UNTYPED, region);
        for (Table<?> table : List.of(empty, none)) {
            TableRef<?> ref = store.put(table);
            try (VectorSchemaRoot root = ref.toArrow(allocator)) {
                assertThat(root.getRowCount()).isZero();
                assertThat(root.getSchema()).isEqualTo(empty.schema());
                TableRef<?> again = store.putArrow(root);
                assertThat(again.get().rowCount()).isZero();
            }
        }
    }

    record Row(long n, String t) {}

    private static VectorSchemaRoot made(BufferAllocator allocator) {
        BigIntVector n = new BigIntVector("n", allocator);
        VarCharVector t = new VarCharVector("t", allocator);
        ListVector l = ListVector.empty("l", allocator);
        UnionListWriter lists = l.getWriter();
        for (int i = 0; i < 4; i++) {
            n.setSafe(i, i * 10L);
            t.setSafe(i, ("t" + i).getBytes(StandardCharsets.UTF_8));
            lists.setPosition(i);
            lists.startList();
            for (int k = 0; k < i; k++) {
                lists.float8().writeFloat8(k);
            }
            lists.endList();
        }
        l.setNull(3);
        n.setValueCount(4);
        t.setValueCount(4);
        l.setValueCount(4);
        return new VectorSchemaRoot(List.of(n, t, l));
    }

    static void vectorsArePut(Store store, BufferAllocator allocator) {
        try (VectorSchemaRoot root = made(allocator)) {
            TableRef<Map<String, Object>> ref = store.putArrow(root);
            assertThat(ref.get().get(2)).isEqualTo(Map.of("n", 20L, "t", "t2", "l", List.of(0.0, 1.0)));
            assertThat(ref.get().column("l").isNull(3)).isTrue();
            TableRef<Row> typed = store.newTableRef(TableType.of(Row.class));
            typed.putArrow(root);
            assertThat(typed.asRecords()).contains(new Row(30, "t3")).hasSize(4);
            record Other(double n) {}
            TableRef<Other> unfit = store.newTableRef(TableType.of(Other.class));
            assertThatThrownBy(() -> unfit.putArrow(root))
                    .isInstanceOf(FormatException.class)
                    .hasMessage("Table: Column 'n': found int64; expected float64.");
            assertThat(unfit.isReady()).isFalse();
            assertThat(exists(store, unfit.id())).isFalse();
        }
    }

    static void vectorsOfOtherTypesPassThrough(Store store, BufferAllocator allocator) {
        DecimalVector decimals = new DecimalVector("d", allocator, 10, 2);
        decimals.setSafe(0, new BigDecimal("12.34"));
        decimals.setValueCount(1);
        Float8Vector x = new Float8Vector("x", allocator);
        x.setSafe(0, 0.5);
        x.setValueCount(1);
        try (VectorSchemaRoot root = new VectorSchemaRoot(List.of(decimals, x))) {
            TableRef<?> ref = store.putArrow(root);
            assertThat(ref.get().column("x", DoubleColumn.class).get(0)).isEqualTo(0.5);
            assertThatThrownBy(() -> ref.get().column("d").getObject(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Decimal(10, 2, 128)");
            try (VectorSchemaRoot shown = ref.toArrow(allocator)) {
                assertThat(shown.getVector("d").getObject(0)).isEqualTo(new BigDecimal("12.34"));
            }
        }
    }

    static void dictionariesAreRefused(Store store, BufferAllocator allocator) {
        FieldType encoded = new FieldType(true, new ArrowType.Int(32, true), new DictionaryEncoding(1, false, null));
        Schema schema = new Schema(List.of(new Field("words", encoded, null)));
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
            assertThatThrownBy(() -> store.putArrow(root))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Column 'words': found dictionary encoding; expected plain values. Decode it by"
                            + " DictionaryEncoder.decode.");
        }
    }

    /** Asks for an allocator where there is none. */
    static final class WithoutLibrary {

        private WithoutLibrary() {}

        public static void main(String[] arguments) {
            try (BufferAllocator allocator = ArrowBridge.newAllocator()) {
                System.out.println("newAllocator: " + allocator);
            } catch (UnsupportedOperationException e) {
                System.out.println("newAllocator: " + e);
            }
        }
    }

    /** Uses tables, and nothing of Arrow's memory. */
    static final class TablesOnly {

        private TablesOnly() {}

        public static void main(String[] arguments) {
            Map<String, Object> columns = new LinkedHashMap<>();
            columns.put("a", new int[] {1, 2});
            columns.put("b", Arrays.asList("x", null));
            try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(1_000_000));
                    Connection connection = Connection.open(embedded);
                    Store store = Store.open(connection, "plain");
                    TableRef<?> ref = store.put(columns)) {
                System.out.println("rows: " + ref.asRecords());
            }
        }
    }
}
