package dev.dal.call;

/** Outputs that come when their caller has gone, without extensions of the protocol. */
class PlainLateOutputsTest extends LateOutputsContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
