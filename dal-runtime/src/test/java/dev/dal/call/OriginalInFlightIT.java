package dev.dal.call;

/** Windows of calls, through an original store. */
class OriginalInFlightIT extends InFlightContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
