package dev.dal.store.client;

import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** Subscriptions at our own store, over sockets. */
class EmbeddedStoreSubscriptionTest extends SubscriptionContract {

    private final EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(100_000_000));

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
}
