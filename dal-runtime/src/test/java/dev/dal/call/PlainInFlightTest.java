package dev.dal.call;

/** Windows of calls, without extensions of the protocol. */
class PlainInFlightTest extends InFlightContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
