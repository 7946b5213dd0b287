package dev.dal.call;

import dev.dal.connection.Connection;
import dev.dal.testing.OriginalStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Calls through an original store. */
class OriginalCallsIT extends CallsContract {

    private static OriginalStore original;

    @BeforeAll
    static void launch() {
        original = OriginalStore.start(10_000_000);
    }

    @AfterAll
    static void end() {
        if (original != null) {
            original.close();
        }
    }

    @Override
    Connection connect() {
        return Connection.open(original.socket());
    }

    @Override
    Connection connectProcessor(Connection callerSide) {
        return Connection.open(original.socket());
    }
}
