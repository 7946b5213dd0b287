package dev.dal.connection;

import dev.dal.testing.TestStore;

/** What a caller's store does, over a socket. */
class SocketStoreTest extends StoreTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.embedded(capacityBytes);
    }
}
