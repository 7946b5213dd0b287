package dev.dal.call;

/** Calls by name, without a store. */
class LocalUntypedCallsTest extends UntypedCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
