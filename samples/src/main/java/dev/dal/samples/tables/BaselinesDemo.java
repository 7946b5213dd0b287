package dev.dal.samples.tables;

import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.samples.tables.Baselines.Antenna;
import dev.dal.samples.tables.Baselines.Baseline;
import dev.dal.samples.tables.BaselinesCaller.AtLeastResult;
import dev.dal.samples.tables.BaselinesCaller.PairsResult;
import dev.dal.samples.tables.BaselinesCaller.SelectResult;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.table.DoubleColumn;
import dev.dal.table.Table;
import java.util.Arrays;
import java.util.List;

/** Calls the functions of {@link Baselines} through a store of its own. */
public final class BaselinesDemo {

    private static final long CAPACITY_BYTES = 10_000_000;

    private BaselinesDemo() {}

    /**
     * Runs the program.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(CAPACITY_BYTES));
                Connection serving = Connection.open(embedded);
                BaselinesProcessor processor = BaselinesProcessor.register(serving, new BaselinesImplementation())) {
            processor.start();
            try (Connection connection = Connection.open(embedded);
                    Store store = Store.open(connection, "demo");
                    BaselinesCaller baselines = BaselinesCaller.find(store)) {
                call(baselines);
            }
        }
    }

    private static void call(BaselinesCaller caller) {
        Table<Antenna> antennas = Table.of(
                BaselinesSchemas.ANTENNA,
                List.of(
                        new Antenna(1, "C1", 0, 0, 350),
                        new Antenna(2, "C2", 30, 40, 348.5),
                        new Antenna(3, "", -300, -400, 361)));
        try (SelectResult high = caller.select(antennas, 350)) {
            System.out.println("high: " + Arrays.toString(high.get().toArray()));
        }
        try (PairsResult pairs = caller.pairs(antennas);
                AtLeastResult longOnes = caller.atLeast(pairs.baselines(), 100)) {
            for (Baseline baseline : pairs.get()) {
                System.out.println("baseline: " + baseline);
            }
            DoubleColumn lengths = longOnes.get().column("length", DoubleColumn.class);
            System.out.println("long: " + Arrays.toString(lengths.toArray()));
        }
    }
}
