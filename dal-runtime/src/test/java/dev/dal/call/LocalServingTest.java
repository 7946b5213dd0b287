package dev.dal.call;

/** {@inheritDoc} */
class LocalServingTest extends ServingContract {
    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
