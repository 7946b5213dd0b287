package dev.dal.call;

/** References of calls, without a store. */
class LocalReferencesTest extends ReferencesContract {

    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
