package dev.dal.call;

import dev.dal.testing.TestStore;

/** Processes that share an original store. */
class OriginalProcessesIT extends ProcessesContract {

    @Override
    TestStore launch() {
        return TestStore.original(CAPACITY_BYTES);
    }
}
