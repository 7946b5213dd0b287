package dev.dal.call;

/** {@inheritDoc} */
class RinglessProcessorsTest extends SharedProcessorsContract {
    @Override
    StoreKind launch() {
        return StoreKind.ringless();
    }
}
