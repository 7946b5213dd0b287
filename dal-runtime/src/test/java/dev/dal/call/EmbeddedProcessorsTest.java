package dev.dal.call;

/** {@inheritDoc} */
class EmbeddedProcessorsTest extends SharedProcessorsContract {
    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
