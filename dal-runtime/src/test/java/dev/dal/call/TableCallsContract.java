package dev.dal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dal.connection.Connection;
import dev.dal.connection.ErrorTranslator;
import dev.dal.connection.ProcessingException;
import dev.dal.connection.Store;
import dev.dal.connection.TableRef;
import dev.dal.connection.TensorRef;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.table.TableSource;
import dev.dal.table.TableType;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.TensorOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables that go into calls and come out of them, whatever lies between caller and processor. */
@Timeout(60)
abstract class TableCallsContract {

    private static final Duration SOON = Duration.ofSeconds(10);

    record Antenna(int id, String name, double height) {}

    record Place(int id, Double height) {}

    private static final TableType<Antenna> ANTENNA = TableType.of(Antenna.class);
    private static final TableType<Place> PLACE = TableType.of(Place.class);
    private static final List<Antenna> ANTENNAS =
            List.of(new Antenna(1, "C1", 12.5), new Antenna(2, "C2", 30), new Antenna(3, "S1", 15));

    /** ids of what is at least so high. */
    private static final Schema SELECT = CallSchemas.function(
            "select",
            Parameters.tableIn("antennas", ANTENNA),
            Parameters.value("minHeight", ValueType.FLOAT64),
            Parameters.tensorOut("ids", IntTensor.TYPE, "n"));
    /** The places of antennas, row by row; of none if the reference is not asked. */
    private static final Schema PLACES = CallSchemas.function(
            "places",
            Parameters.tableIn("antennas", ANTENNA),
            Parameters.value("how", ValueType.UTF8),
            Parameters.tableOut("places", PLACE));

    /** What is left of calls that are over. */
    private final AtomicReference<Object> kept = new AtomicReference<>();

    private StoreKind kind;
    private Connection callerSide;
    private Connection processorSide;
    private Processor processor;
    private Store store;
    private Caller caller;

    abstract StoreKind launch();

    @BeforeEach
    void serve() {
        kind = launch();
        callerSide = kind.connect();
        processorSide = kind.connectProcessor(callerSide);
        ProbeService service =
                new ProbeService().with(SELECT, TableCallsContract::select).with(PLACES, this::places);
        processor = Processor.serve(processorSide, ProcessorOptions.defaults(), service);
        processor.start();
        store = Store.open(callerSide, "test");
        caller = Caller.open(store, List.of(SELECT, PLACES), CallerOptions.defaults());
    }

    @AfterEach
    void end() {
        caller.close();
        store.close();
        processor.close();
        processorSide.close();
        callerSide.close();
        kind.close();
    }

    private static void select(Invocation call) {
        Table<Antenna> antennas = call.table(0, ANTENNA);
        TensorOutput<IntTensor> ids = call.sink(2, IntTensor.TYPE);
        ids.put(IntTensor.of(antennas.stream()
                .filter(antenna -> antenna.height() >= call.getDouble(1))
                .mapToInt(Antenna::id)
                .toArray()));
    }

    private void places(Invocation call) {
        TableRef<Antenna> antennas = call.tableRef(0, ANTENNA);
        TableOutput<Place> places = call.tableOutput(2, PLACE);
        assertThat(places.type()).isSameAs(PLACE);
        switch (call.getString(1)) {
            case "rows" -> antennas.get().forEach(each -> places.add(new Place(each.id(), half(each))));
            case "table" -> places.put(antennas.get());
            case "none" -> kept.set(places);
            case "keep" -> kept.set(antennas.retain());
            case "both" -> {
                places.addAll(List.of(new Place(1, null)));
                places.put(antennas.get());
            }
            case "twice" -> {
                places.put(antennas.get());
                places.put(antennas.get());
            }
            case "fail" -> {
                places.add(new Place(1, null));
                throw new IllegalArgumentException("no places");
            }
            case "other" -> places.put(Table.ofColumns(Map.of("id", new long[] {1})));
            default -> throw new AssertionError(call.getString(1));
        }
    }

    private static Double half(Antenna antenna) {
        return antenna.id() == 2 ? null : antenna.height() / 2;
    }

    private record SelectCall(TableSource<Antenna> antennas, double minHeight) {}

    private record PlacesCall(TableSource<Antenna> antennas, String how) {}

    private static final class SelectResult extends CallResult {
        SelectResult(PendingCall call) {
            super(call);
        }

        TensorRef<IntTensor> ids() {
            return tensor(2, IntTensor.TYPE);
        }
    }

    private static final class PlacesResult extends CallResult {
        PlacesResult(PendingCall call) {
            super(call);
        }

        TableRef<Place> places() {
            return table(2, PLACE);
        }
    }

    private SelectResult select(TableSource<Antenna> antennas, double minHeight) {
        return caller.call(
                0,
                new SelectCall(antennas, minHeight),
                (call, row) -> {
                    row.setTable(0, call.antennas());
                    row.setDouble(1, call.minHeight());
                },
                SelectResult::new,
                ErrorTranslator.NONE);
    }

    private static void write(PlacesCall call, CallWriter row) {
        row.setTable(0, call.antennas());
        row.setString(1, call.how());
    }

    private PlacesResult places(TableSource<Antenna> antennas, String how) {
        return caller.call(
                1, new PlacesCall(antennas, how), TableCallsContract::write, PlacesResult::new, ErrorTranslator.NONE);
    }

    @Test
    void aTableIsPutWithTheCallAndRead() {
        try (SelectResult result = select(Table.of(ANTENNA, ANTENNAS), 15)) {
            assertThat(result.ids().get(SOON).toArray()).containsExactly(2, 3);
        }
        try (SelectResult none = select(Table.of(ANTENNA, List.of()), 15)) {
            assertThat(none.ids().get(SOON).toArray()).isEmpty();
        }
    }

    @Test
    void tablesTooLongToTravelWithTheCallAreRead() {
        List<Antenna> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(new Antenna(i, "antenna " + i, i));
        }
        try (TableRef<Antenna> ref = store.put(Table.of(ANTENNA, many), 7000);
                SelectResult result = select(ref, 19_990);
                SelectResult again = select(Table.of(ANTENNA, many), 19_999)) {
            assertThat(result.ids().get(SOON).toArray())
                    .isEqualTo(IntStream.range(19_990, 20_000).toArray());
            assertThat(again.ids().get(SOON).toArray()).containsExactly(19_999);
        }
    }

    @Test
    void aTableWithOtherColumnsBesidesIsTaken() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("height", new double[] {1, 2});
        columns.put("extra", new boolean[] {true, false});
        columns.put("name", List.of("a", "b"));
        columns.put("id", new int[] {7, 8});
        Table<Antenna> wide = Table.ofColumns(columns).as(ANTENNA);
        try (SelectResult result = select(wide, 2)) {
            assertThat(result.ids().get(SOON).toArray()).containsExactly(8);
        }
    }

    @Test
    void rowsThatAreWrittenAreATable() {
        try (PlacesResult result = places(Table.of(ANTENNA, ANTENNAS), "rows")) {
            assertThat(result.places()).isSameAs(result.places());
            assertThat(result.places().type()).isSameAs(PLACE);
            assertThat(result.places().get(SOON).asRecords())
                    .containsExactly(new Place(1, 6.25), new Place(2, null), new Place(3, 7.5));
        }
        try (PlacesResult result = places(Table.of(ANTENNA, ANTENNAS), "none")) {
            assertThat(result.places().get(SOON).rowCount()).isZero();
            TableOutput<?> late = (TableOutput<?>) kept.get();
            assertThatThrownBy(() -> late.put(Table.of(PLACE, List.of())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Output 'places' cannot be written any more: the call is over.");
        }
    }

    @Test
    void aTableThatIsPutHasTheDeclaredColumnsOnly() {
        try (PlacesResult result = places(Table.of(ANTENNA, ANTENNAS), "table")) {
            Table<Place> places = result.places().get(SOON);
            assertThat(places.asRecords()).first().isEqualTo(new Place(1, 12.5));
            assertThat(places.schema().getFields()).hasSize(2);
        }
    }

    @Test
    void outputsAreInputsOfTheNextCall() {
        record Heights(int id, String name, double height) {}
        try (TableRef<Antenna> written = store.newTableRef(ANTENNA);
                SelectResult first = select(written, 13)) {
            assertThat(first.isReady()).isFalse();
            written.put(Table.of(Heights.class, List.of(new Heights(5, "x", 13))));
            assertThat(first.ids().get(SOON).toArray()).containsExactly(5);
        }
    }

    @Test
    void aReferenceEndsWithTheCallUnlessItIsRetained() {
        try (PlacesResult result = places(Table.of(ANTENNA, ANTENNAS), "keep")) {
            assertThat(result.places().get(SOON).rowCount()).isZero();
        }
        try (TableRef<?> antennas = (TableRef<?>) kept.get()) {
            assertThat(antennas.get(SOON).rowCount()).isEqualTo(3);
            assertThat(antennas.asRecords().get(2)).isEqualTo(ANTENNAS.get(2));
        }
    }

    @Test
    void aTableIsPutOnceForAllRowsOfABatch() {
        Table<Antenna> antennas = Table.of(ANTENNA, ANTENNAS);
        List<PlacesCall> calls = List.of(new PlacesCall(antennas, "rows"), new PlacesCall(antennas, "table"));
        CallWriter writer = new CallWriter(CallLayout.of(PLACES), false);
        writer.begin(2, 1);
        for (PlacesCall call : calls) {
            writer.nextRow();
            write(call, writer);
        }
        assertThat(writer.resolveInputs(store, true)).hasSize(1);
        writer.closePut(store.connection().objects());

        try (Results<PlacesResult> results =
                caller.batch(1, calls, TableCallsContract::write, PlacesResult::new, ErrorTranslator.NONE)) {
            assertThat(results.get(0).places().get(SOON).get(0).height()).isEqualTo(6.25);
            assertThat(results.get(1).places().get(SOON).get(0).height()).isEqualTo(12.5);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatIsKnownNotToFitIsRefusedBeforeAnythingIsSent() {
        TableType<Antenna> wrong = (TableType<Antenna>) (TableType<?>) PLACE;
        Table<Antenna> places = Table.of(wrong, (List<Antenna>) (List<?>) List.of(new Place(1, 2.0)));
        assertThatThrownBy(() -> select(places, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Call of 'select': 'antennas': Table: Column 'name': found none among [id, height]; expected"
                                + " one, of utf8.");
        try (TableRef<Antenna> ref = store.newTableRef(wrong)) {
            assertThatThrownBy(() -> select(ref, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Call of 'select': 'antennas': column 'name': expected utf8, found no such column.");
        }
        assertThatThrownBy(() -> select(() -> ANTENNA, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A table parameter takes a table or a TableRef; found a ");
    }

    @Test
    void whatTurnsOutNotToFitIsIncompatible() {
        TableType<Antenna> any = TableType.of(new Schema(List.of()), ANTENNA.mapper());
        try (TableRef<Antenna> ref = store.makeTableRef(
                        store.put(Map.of("id", new long[] {1})).id(), any);
                SelectResult result = select(ref, 1)) {
            ProcessingException failure = catchThrowableOfType(
                    ProcessingException.class, () -> result.ids().get(SOON));
            assertThat(failure.kind()).isEqualTo("Incompatible");
            assertThat(failure.error().message())
                    .isEqualTo("Input 'antennas': Table: Column 'id': found int64; expected int32. Column 'name': found"
                            + " none among [id]; expected one, of utf8. Column 'height': found none among [id]; expected"
                            + " one, of float64.");
        }
    }

    @Test
    void mistakesOfTheFunctionAreItsFailure() {
        assertFails("both", "Output 'places' has 1 rows; a whole table can be put only where none were added.");
        assertFails("twice", "Output 'places' is a table that was put already.");
        assertFails("fail", "no places");
        assertFails(
                "other",
                "Table: Column 'id': found int64; expected int32. Column 'height': found none among [id];"
                        + " expected one, of float64.");
    }

    private void assertFails(String how, String message) {
        try (PlacesResult result = places(Table.of(ANTENNA, ANTENNAS), how)) {
            ProcessingException failure = catchThrowableOfType(
                    ProcessingException.class, () -> result.places().get(SOON));
            assertThat(failure.kind()).isEqualTo("Failed");
            assertThat(failure.error().message()).isEqualTo(message);
        }
    }
}
