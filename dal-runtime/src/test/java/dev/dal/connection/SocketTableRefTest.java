package dev.dal.connection;

import dev.dal.testing.TestStore;

/** References to tables, over a socket. */
class SocketTableRefTest extends TableRefTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.embedded(capacityBytes);
    }
}
