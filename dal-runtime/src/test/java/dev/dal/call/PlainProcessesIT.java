package dev.dal.call;

import dev.dal.testing.TestStore;

/** Processes that share a store of this JVM, without extensions of the protocol. */
class PlainProcessesIT extends ProcessesContract {

    @Override
    TestStore launch() {
        return TestStore.plain(CAPACITY_BYTES);
    }
}
