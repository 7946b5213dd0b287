package dev.dal.connection;

import dev.dal.testing.TestStore;

/** References to tables, on an original store. */
class OriginalTableRefIT extends TableRefTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.original(capacityBytes);
    }
}
