package dev.dal.connection;

import dev.dal.testing.TestStore;

/** What a caller's store does, on an original store. */
class OriginalStoreIT extends StoreTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.original(capacityBytes);
    }
}
