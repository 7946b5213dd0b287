package dev.dal.call;

/** Calls to several processors, through a store without extensions. */
class PlainBroadcastsTest extends BroadcastsContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
