package dev.dal.call;

import dev.dal.connection.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Calls through a store of this JVM that all reach over sockets, without extensions of the protocol. */
class PlainCallsTest extends CallsContract {

    private static StoreKind kind;

    @BeforeAll
    static void launch() {
        kind = StoreKind.plain();
    }

    @AfterAll
    static void end() {
        kind.close();
        kind = null;
    }

    @Override
    Connection connect() {
        return kind.connect();
    }

    @Override
    Connection connectProcessor(Connection callerSide) {
        return kind.connectProcessor(callerSide);
    }
}
