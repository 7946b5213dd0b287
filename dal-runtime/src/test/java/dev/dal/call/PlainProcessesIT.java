package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.store.Extensions;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Processes that share a store of this JVM, without extensions of the protocol. */
class PlainProcessesIT extends ProcessesContract {

    private EmbeddedStore embedded;

    @BeforeEach
    void launch() {
        embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(CAPACITY_BYTES));
    }

    @AfterEach
    void end() {
        embedded.close();
    }

    @Override
    Path socket() {
        return embedded.socketPath();
    }

    @Override
    Connection connect() {
        return StoreKind.plainly(embedded.socketPath());
    }

    @Override
    List<String> jvmOptions() {
        return List.of("-D" + Extensions.PROPERTY + "=off");
    }
}
