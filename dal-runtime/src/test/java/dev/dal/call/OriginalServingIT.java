package dev.dal.call;

/** {@inheritDoc} */
class OriginalServingIT extends SharedServingContract {
    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
