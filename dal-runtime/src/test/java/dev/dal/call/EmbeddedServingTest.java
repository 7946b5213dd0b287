package dev.dal.call;

/** {@inheritDoc} */
class EmbeddedServingTest extends SharedServingContract {
    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
