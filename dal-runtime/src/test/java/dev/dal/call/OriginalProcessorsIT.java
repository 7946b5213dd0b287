package dev.dal.call;

/** {@inheritDoc} */
class OriginalProcessorsIT extends SharedProcessorsContract {
    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
