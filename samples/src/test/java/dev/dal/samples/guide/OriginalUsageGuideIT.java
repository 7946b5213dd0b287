package dev.dal.samples.guide;

/** The guide on the original store. */
class OriginalUsageGuideIT extends UsageGuide {

    @Override
    GuideStore launch() {
        return GuideStore.original();
    }
}
