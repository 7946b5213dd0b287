package dev.dal.call;

/** Calls that come before their processor listens, through a store of this JVM. */
class EmbeddedEarlyCallsTest extends EarlyCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
