package dev.dal.samples.guide;

import dev.dal.testing.TestStore;

/** The guide on a store of this library. */
class EmbeddedUsageGuideIT extends UsageGuide {

    @Override
    TestStore launch() {
        return TestStore.embedded(CAPACITY_BYTES);
    }
}
