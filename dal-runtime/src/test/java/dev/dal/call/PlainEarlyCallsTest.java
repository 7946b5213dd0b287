package dev.dal.call;

/** Calls that come before their processor listens, without extensions of the protocol. */
class PlainEarlyCallsTest extends EarlyCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
