package dev.dal.call;

/** Tables in calls, through an original store. */
class OriginalTableCallsIT extends TableCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
