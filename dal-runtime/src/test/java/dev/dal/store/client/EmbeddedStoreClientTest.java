package dev.dal.store.client;

import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** The client against our own store, over a socket. */
class EmbeddedStoreClientTest extends StoreClientContract {

    private final EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(CAPACITY));

    @Override
    Path socket() {
        return store.socketPath();
    }

    @Override
    void killStore() {
        store.close();
    }

    @AfterEach
    void closeStore() {
        disconnect();
        store.close();
    }

    @Override
    long storeMappings() {
        return 1;
    }
}
