package dev.dal.call;

/** Calls by name, through a store without extensions. */
class PlainUntypedCallsTest extends UntypedCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
