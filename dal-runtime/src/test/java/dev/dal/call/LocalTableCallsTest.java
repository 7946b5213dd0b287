package dev.dal.call;

/** Tables in calls, through no store. */
class LocalTableCallsTest extends TableCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
