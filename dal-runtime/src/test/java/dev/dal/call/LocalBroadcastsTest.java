package dev.dal.call;

/** Calls to several processors, without a store. */
class LocalBroadcastsTest extends BroadcastsContract {

    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
