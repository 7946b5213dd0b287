package dev.dal.call;

/** {@inheritDoc} */
class PlainServingTest extends SharedServingContract {
    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
