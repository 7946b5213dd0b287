package dev.dal.samples.guide;

import dev.dal.testing.TestStore;

/** The guide on the original store. */
class OriginalUsageGuideIT extends UsageGuide {

    @Override
    TestStore launch() {
        return TestStore.original(CAPACITY_BYTES);
    }
}
