package dev.dal.call;

/** Windows of calls, without a store. */
class LocalInFlightTest extends InFlightContract {

    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
