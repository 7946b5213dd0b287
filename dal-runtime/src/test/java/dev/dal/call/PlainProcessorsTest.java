package dev.dal.call;

/** {@inheritDoc} */
class PlainProcessorsTest extends SharedProcessorsContract {
    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
