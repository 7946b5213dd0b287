package dev.dal.call;

/** {@inheritDoc} */
class OriginalNamedCallsIT extends NamedCallsContract {
    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
