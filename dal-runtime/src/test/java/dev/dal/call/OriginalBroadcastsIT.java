package dev.dal.call;

/** Calls to several processors, through an original store. */
class OriginalBroadcastsIT extends BroadcastsContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
