package dev.dal.samples.python;

import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** dal.py on a store of this library. */
class PythonFileOnEmbeddedStoreIT extends PythonFileContract {

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
}
