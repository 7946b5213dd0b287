package dev.dal.call;

/** Calls that come before their processor listens, through another kind of store. */
class OriginalEarlyCallsIT extends EarlyCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
