package dev.dal.store.client;

import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** Subscriptions at our own store, in its JVM, without a socket. */
class EmbeddedInProcessStoreSubscriptionTest extends SubscriptionContract {

    private final EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(100_000_000));

    @Override
    StoreClient open() {
        return StoreClient.connect(store);
    }

    @Override
    String closedText() {
        return "This subscription is closed.";
    }

    @Override
    String goneText() {
        return "The store is closed.";
    }

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
