package dev.dal.samples.guide;

/** The guide on a store of this library. */
class EmbeddedUsageGuideIT extends UsageGuide {

    @Override
    GuideStore launch() {
        return GuideStore.embedded();
    }
}
