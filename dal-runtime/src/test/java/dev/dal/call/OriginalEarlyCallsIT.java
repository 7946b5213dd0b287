package dev.dal.call;

/** Calls that come before their processor listens, through an original store. */
class OriginalEarlyCallsIT extends EarlyCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
