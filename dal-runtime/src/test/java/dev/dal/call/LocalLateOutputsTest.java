package dev.dal.call;

/** Outputs that come when their caller has gone, without a store. */
class LocalLateOutputsTest extends LateOutputsContract {

    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
