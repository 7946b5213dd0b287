package demo;

import static org.assertj.core.api.Assertions.assertThat;

import demo.Tables.Antenna;
import demo.Tables.Everything;
import demo.Tables.Height;
import demo.Tables.Other;
import demo.Tables.Quality;
import dev.dal.call.GeneratedProcessor;
import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.connection.TableRef;
import dev.dal.processor.Scenario;
import dev.dal.store.ObjectId;
import dev.dal.table.Table;
import dev.dal.table.TableOutput;
import dev.dal.tensor.IntTensor;
import dev.dal.tensor.TensorOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Rows go in, and rows and numbers come out. */
public final class TablesRun extends Scenario<TablesCaller> {

    private static final Everything THING = new Everything(
            true,
            (byte) 1,
            (short) 2,
            3,
            4,
            5,
            6,
            "seven",
            new byte[] {8},
            Instant.EPOCH,
            Duration.ofDays(9),
            LocalDate.EPOCH,
            ObjectId.of(1, 2, 3),
            Quality.GOOD,
            null,
            null,
            null,
            new double[] {10, 11},
            new long[][] {{12}, {}},
            List.of("13"),
            null);

    @Override
    protected TablesCaller inProcess() {
        return TablesCaller.inProcess(new Implementation());
    }

    @Override
    protected GeneratedProcessor register(Connection connection) {
        return TablesProcessor.register(connection, new Implementation());
    }

    @Override
    protected TablesCaller find(Store store) {
        return TablesCaller.find(store);
    }

    @Override
    protected void check(TablesCaller caller) {
        Table<Antenna> antennas = Table.of(
                TablesSchemas.ANTENNA_2, List.of(new Antenna(1, "low", 0, 5.5), new Antenna(2, "high", 10, 1000)));
        try (var selected = caller.select(antennas, 100);
                var heights = caller.heights(antennas);
                var other = caller.antenna(
                        Table.of(TablesSchemas.ANTENNA_3, List.of(new Other.Antenna(7))))) {
            assertThat(selected.get().toArray()).containsExactly(2);
            assertThat(heights.get().asRecords()).containsExactly(new Height(1, null), new Height(2, 1000.0));
            other.await();
        }
        Table<Everything> things = Table.of(TablesSchemas.EVERYTHING, List.of(THING, THING, THING));
        assertThat(caller.countRows(antennas, things).get()).isEqualTo(203);
    }

    private static final class Implementation implements Tables {

        @Override
        public void select(Table<Antenna> antennas, double minHeight, TensorOutput<IntTensor> ids) {
            ids.put(IntTensor.of(antennas.stream()
                    .filter(antenna -> antenna.height() >= minHeight)
                    .mapToInt(Antenna::id)
                    .toArray()));
        }

        @Override
        public void heights(Table<Antenna> antennas, TableOutput<Height> heights) {
            antennas.forEach(antenna ->
                    heights.add(new Height(antenna.id(), antenna.height() < 10 ? null : antenna.height())));
        }

        @Override
        public long countRows(TableRef<Antenna> antennas, Table<Everything> things) {
            assertThat(things.asRecords().get(2)).usingRecursiveComparison().isEqualTo(THING);
            return 100L * antennas.get().asRecords().size() + things.asRecords().size();
        }

        @Override
        public void antenna(Table<Other.Antenna> antennas) {
            assertThat(antennas.asRecords()).containsExactly(new Other.Antenna(7));
        }
    }
}
