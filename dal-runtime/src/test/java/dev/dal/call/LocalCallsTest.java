package dev.dal.call;

import dev.dal.connection.Connection;

/** Calls without a store. */
class LocalCallsTest extends CallsContract {

    @Override
    Connection connect() {
        return Connection.local();
    }

    @Override
    Connection connectProcessor(Connection callerSide) {
        return callerSide;
    }
}
