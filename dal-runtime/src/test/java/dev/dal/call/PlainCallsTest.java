package dev.dal.call;

import dev.dal.connection.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Calls through a store of this JVM, without extensions of the protocol. */
class PlainCallsTest extends CallsContract {

    private static StoreKind plain;

    @BeforeAll
    static void launch() {
        plain = StoreKind.plain();
    }

    @AfterAll
    static void end() {
        plain.close();
    }

    @Override
    Connection connect() {
        return plain.connect();
    }

    @Override
    Connection connectProcessor(Connection callerSide) {
        return plain.connect();
    }
}
