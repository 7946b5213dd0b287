package dev.dal.call;

/** Outputs that come when their caller has gone, through another kind of store. */
class EmbeddedLateOutputsTest extends LateOutputsContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
