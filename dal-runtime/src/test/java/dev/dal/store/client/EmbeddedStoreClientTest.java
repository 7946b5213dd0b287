package dev.dal.store.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dal.store.StoreFullException;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    /** Quotas are not given; the rest of the debug text is that of the original. */
    @Override
    @Test
    void optionsAndDebugText() {
        assertThatExceptionOfType(StoreFullException.class)
                .isThrownBy(() -> client.setOptions("the client", 1_000_000));
        assertThat(client.debugString())
                .contains("allocation limit: 10000000")
                .contains("num clients with quota: 0")
                .contains("(global lru) num objects: 0");
    }
}
