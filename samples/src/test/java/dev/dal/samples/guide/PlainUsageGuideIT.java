package dev.dal.samples.guide;

import dev.dal.testing.TestStore;

/** The guide on a store of this library, without extensions of the protocol. */
class PlainUsageGuideIT extends UsageGuide {

    @Override
    TestStore launch() {
        return TestStore.plain(CAPACITY_BYTES);
    }
}
