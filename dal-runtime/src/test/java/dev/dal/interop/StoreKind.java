package dev.dal.interop;

import dev.dal.connection.Connection;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import dev.dal.testing.OriginalStore;
import java.nio.file.Path;

/** The stores that everything is run over. */
enum StoreKind {
    /** A store of this JVM: Java comes without a socket, Python through one. */
    EMBEDDED {
        @Override
        RunningStore start() {
            EmbeddedStore store = EmbeddedStore.launch(StoreOptions.ofCapacity(CAPACITY_BYTES));
            return new RunningStore() {
                @Override
                public Path socket() {
                    return store.socketPath();
                }

                @Override
                public Connection connect() {
                    return Connection.open(store);
                }

                @Override
                public void close() {
                    store.close();
                }
            };
        }
    },

    /** The store of Apache Arrow 11: both come through its socket. */
    ORIGINAL {
        @Override
        RunningStore start() {
            OriginalStore store = OriginalStore.start(CAPACITY_BYTES);
            return new RunningStore() {
                @Override
                public Path socket() {
                    return store.socket();
                }

                @Override
                public Connection connect() {
                    return Connection.open(store.socket());
                }

                @Override
                public void close() {
                    store.close();
                }
            };
        }
    };

    private static final long CAPACITY_BYTES = 20_000_000;

    abstract RunningStore start();

    /** A store that runs. */
    interface RunningStore extends AutoCloseable {
        /** Path of its socket. */
        Path socket();

        /** A connection of this JVM. */
        Connection connect();

        @Override
        void close();
    }
}
