package dev.dal.connection;

import dev.dal.testing.TestStore;

/** What a caller's store does, without extensions of the protocol. */
class PlainStoreTest extends StoreTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.plain(capacityBytes);
    }
}
