package dev.dal.samples.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.connection.TableRef;
import dev.dal.samples.tables.Baselines.Antenna;
import dev.dal.samples.tables.Baselines.Baseline;
import dev.dal.samples.tables.BaselinesCaller.AtLeastResult;
import dev.dal.samples.tables.BaselinesCaller.PairsCall;
import dev.dal.samples.tables.BaselinesCaller.PairsResult;
import dev.dal.samples.tables.BaselinesCaller.SelectResult;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.table.Table;
import dev.dal.table.TableType;
import dev.dal.testing.TestJvm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tables of records by generated stubs, without a store and through one. */
@Timeout(60)
class BaselinesTest {

    private static final Table<Antenna> ANTENNAS = Table.of(
            BaselinesSchemas.ANTENNA,
            List.of(new Antenna(1, "C1", 0, 0, 350), new Antenna(2, "C2", 3, 4, 348), new Antenna(3, "", 0, 8, 360)));

    @Test
    void theSameStubsRunWithoutAStore() {
        try (BaselinesCaller caller = BaselinesCaller.inProcess(new BaselinesImplementation())) {
            check(caller);
        }
    }

    @Test
    void theStubsRunThroughAStore() {
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(10_000_000));
                Connection processorSide = Connection.open(embedded.socketPath());
                BaselinesProcessor processor =
                        BaselinesProcessor.register(processorSide, new BaselinesImplementation());
                Connection callerSide = Connection.open(embedded);
                Store store = Store.open(callerSide, "test")) {
            processor.start();
            try (BaselinesCaller caller = BaselinesCaller.find(store)) {
                check(caller);
                try (TableRef<Antenna> ref = store.put(ANTENNAS);
                        SelectResult result = caller.select(ref, 355)) {
                    assertThat(result.get().toArray()).containsExactly(3);
                }
            }
        }
    }

    private static void check(BaselinesCaller caller) {
        try (SelectResult high = caller.select(ANTENNAS, 350);
                PairsResult pairs =
                        caller.pairs(PairsCall.builder().antennas(ANTENNAS).build());
                AtLeastResult some = caller.atLeast(pairs.baselines(), 6);
                AtLeastResult all = caller.atLeast(pairs.baselines(), 0)) {
            assertThat(high.ids().get().toArray()).containsExactly(1, 3);
            assertThat(pairs.get())
                    .containsExactly(
                            new Baseline(1, 2, 5, "C1-C2"), new Baseline(1, 3, 8, null), new Baseline(2, 3, 5, null));
            assertThat(some.get().asRecords()).containsExactly(new Baseline(1, 3, 8, null));
            assertThat(all.long_().get().asMap().get("length")).isEqualTo(new double[] {5, 8, 5});
        }
    }

    @Test
    void columnsHaveTheNamesThatTheInterfaceGivesThem() {
        assertThat(BaselinesSchemas.ANTENNA)
                .hasToString("table<id: int32 not null, name: utf8 not null, x: float64 not null, y: float64 not null,"
                        + " height [m]: float64 not null>");
        assertThat(TableType.of(Antenna.class).schema().getFields().get(4).getName())
                .as("@Name is not there at run time")
                .isEqualTo("height");
        assertThatThrownBy(() -> Table.ofColumns(BaselinesSchemas.ANTENNA, Map.of("id", new int[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Column 'name': found none");
    }

    @Test
    void theDemoRuns() throws Exception {
        try (TestJvm jvm = TestJvm.start(BaselinesDemo.class)) {
            assertThat(jvm.awaitLine("high: ")).isEqualTo("[1, 3]");
            assertThat(jvm.awaitLine("baseline: ")).isEqualTo("Baseline[first=1, second=2, length=50.0, label=C1-C2]");
            assertThat(jvm.awaitLine("long: ")).isEqualTo("[500.0, 550.0]");
            assertThat(jvm.awaitEnd()).isZero();
        }
    }
}
