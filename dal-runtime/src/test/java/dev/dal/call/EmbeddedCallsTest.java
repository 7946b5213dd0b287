package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.store.StoreOptions;
import dev.dal.store.server.EmbeddedStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Calls through a store of this JVM: the caller without a socket, the processor over one. */
class EmbeddedCallsTest extends CallsContract {

    private static EmbeddedStore embedded;

    @BeforeAll
    static void launch() {
        embedded = EmbeddedStore.launch(StoreOptions.ofCapacity(10_000_000));
    }

    @AfterAll
    static void end() {
        embedded.close();
    }

    @Override
    Connection connect() {
        return Connection.open(embedded);
    }

    @Override
    Connection connectProcessor(Connection callerSide) {
        return Connection.open(embedded.socketPath());
    }
}
