package dev.dal.samples.guide;

/** The guide on a store of this library, without extensions of the protocol. */
class PlainUsageGuideIT extends UsageGuide {

    @Override
    GuideStore launch() {
        return GuideStore.plain();
    }
}
