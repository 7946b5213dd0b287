package dev.dal.call;

/** References of calls, through an original store. */
class OriginalReferencesIT extends ReferencesContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
