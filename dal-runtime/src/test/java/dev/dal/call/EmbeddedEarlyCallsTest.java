package dev.dal.call;

/** Calls that come before their processor listens, through another kind of store. */
class EmbeddedEarlyCallsTest extends EarlyCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
