package dev.dal.connection;

import dev.dal.testing.TestStore;

/** References to tables, without extensions of the protocol. */
class PlainTableRefTest extends TableRefTest {

    @Override
    TestStore launch(long capacityBytes) {
        return TestStore.plain(capacityBytes);
    }
}
