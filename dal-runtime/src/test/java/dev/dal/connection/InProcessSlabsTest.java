package dev.dal.connection;

import dev.dal.testing.TestStore;

/** Slabs of connections within the store's JVM. */
class InProcessSlabsTest extends SlabsContract {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.inProcess(capacityBytes);
    }
}
