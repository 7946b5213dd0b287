package dev.dal.call;

/** {@inheritDoc} */
class LocalProcessorsTest extends ProcessorsContract {
    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
