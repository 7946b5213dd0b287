package dev.dal.call;

/** Outputs that come when their caller has gone, through a store of this JVM. */
class EmbeddedLateOutputsTest extends LateOutputsContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
