package dev.dal.call;

/** Calls to several processors, through a store of this JVM. */
class EmbeddedBroadcastsTest extends BroadcastsContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
