package dev.dal.call;

import dev.dal.testing.TestStore;

/** Processes that share a store of this JVM. */
class EmbeddedProcessesIT extends ProcessesContract {

    @Override
    TestStore launch() {
        return TestStore.embedded(CAPACITY_BYTES);
    }
}
