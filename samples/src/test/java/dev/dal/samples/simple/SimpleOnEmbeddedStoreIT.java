package dev.dal.samples.simple;

import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The programs on a store of this library. */
class SimpleOnEmbeddedStoreIT extends SimpleContract {

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
