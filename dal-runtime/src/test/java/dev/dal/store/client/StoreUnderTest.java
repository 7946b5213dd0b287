package dev.dal.store.client;

import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.testing.OriginalStore;
import java.nio.file.Path;

/** The stores that a client is run over. */
enum StoreUnderTest {
    /** Our store, through its socket. */
    OURS_BY_SOCKET {
        @Override
        Running start(long capacityBytes) {
            EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(capacityBytes));
            return new Running(store.socketPath(), () -> StoreClient.connect(store.socketPath()), store);
        }
    },

    /** Our store, in its JVM. */
    OURS_IN_PROCESS {
        @Override
        Running start(long capacityBytes) {
            EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(capacityBytes));
            return new Running(store.socketPath(), () -> StoreClient.connect(store), store);
        }
    },

    /** The store of Apache Arrow 11, which ends itself at the first request that is out of order. */
    ORIGINAL {
        @Override
        Running start(long capacityBytes) {
            OriginalStore store = OriginalStore.start(capacityBytes);
            return new Running(store.socket(), () -> StoreClient.connect(store.socket()), () -> {
                boolean alive = store.isAlive();
                String log = store.log();
                store.close();
                if (!alive || log.contains("Check failed")) {
                    throw new AssertionError("The original store has died: " + log);
                }
            });
        }
    };

    abstract Running start(long capacityBytes);

    /** Connects. */
    interface Opener {
        StoreClient open();
    }

    /** A store that runs; closing it fails if it had ended by itself. */
    record Running(Path socket, Opener opener, AutoCloseable store) {}
}
