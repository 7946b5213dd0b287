package dev.dal.samples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.connection.Connection;
import dev.dal.connection.Store;
import dev.dal.connection.TableRef;
import dev.dal.samples.pages.Arrays.Antenna;
import dev.dal.store.ObjectId;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.testing.PythonEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The script of docs/guide/tables.md writes what Java reads. */
@Timeout(700)
class TablesPageIT {

    @Test
    void tablesFromPythonAreTables() throws IOException {
        PythonEnvironment python = PythonEnvironment.require();
        ObjectId id = ObjectId.random();
        try (EmbeddedStore embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(10_000_000));
                Connection connection = Connection.open(embedded);
                Store store = Store.open(connection, "page")) {
            python.run(script("tables.py"), embedded.socketPath(), id);
            try (TableRef<Antenna> antennas = store.makeTableRef(id, ArraysSchemas.ANTENNA);
                    ArraysCaller arrays = ArraysCaller.inProcess(new ArraysImplementation());
                    var baselines = arrays.baselines(antennas.get())) {
                assertThat(antennas.get())
                        .containsExactly(new Antenna(1, "C1", 0, 0, 12.5), new Antenna(2, "C2", 3, 4, 9));
                assertThat(baselines.get().asRecords()).containsExactly(new Arrays.Baseline(1, 2, 5));
            }
        }
    }

    private static String script(String name) throws IOException {
        try (InputStream script = TablesPageIT.class.getResourceAsStream(name)) {
            assertThat(script).as(name).isNotNull();
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
