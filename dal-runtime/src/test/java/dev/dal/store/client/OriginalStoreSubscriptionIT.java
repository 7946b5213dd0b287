package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dal.testing.OriginalStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

/** Subscriptions at the original store. */
class OriginalStoreSubscriptionIT extends SubscriptionContract {

    private final OriginalStore store = OriginalStore.start(100_000_000);
    private boolean killed;

    @Override
    Path socket() {
        return store.socket();
    }

    @Override
    void killStore() {
        killed = true;
        store.kill();
    }

    @AfterEach
    void storeIsWell() {
        disconnect();
        assertThat(store.isAlive()).as("the store lives: %s", store.log()).isEqualTo(!killed);
        store.close();
    }
}
