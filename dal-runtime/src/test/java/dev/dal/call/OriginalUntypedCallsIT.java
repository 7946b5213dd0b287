package dev.dal.call;

/** Calls by name, through an original store. */
class OriginalUntypedCallsIT extends UntypedCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
