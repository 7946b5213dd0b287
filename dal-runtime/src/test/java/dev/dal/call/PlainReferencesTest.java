package dev.dal.call;

/** References of calls, through a store without extensions. */
class PlainReferencesTest extends ReferencesContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
