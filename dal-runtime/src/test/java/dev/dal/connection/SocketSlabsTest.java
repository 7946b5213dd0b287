package dev.dal.connection;

import dev.dal.testing.TestStore;

/** Slabs of connections over a socket. */
class SocketSlabsTest extends SlabsContract {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.embedded(capacityBytes);
    }
}
