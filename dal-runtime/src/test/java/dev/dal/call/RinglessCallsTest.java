package dev.dal.call;

import dev.dal.connection.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Calls through a store of this JVM, over sockets without rings. */
class RinglessCallsTest extends CallsContract {

    private static StoreKind ringless;

    @BeforeAll
    static void launch() {
        ringless = StoreKind.ringless();
    }

    @AfterAll
    static void end() {
        ringless.close();
    }

    @Override
    Connection connect() {
        return ringless.connect();
    }

    @Override
    Connection connectProcessor(Connection callerSide) {
        return ringless.connect();
    }
}
