package dev.dal.call;

/** {@inheritDoc} */
class LocalNamedCallsTest extends NamedCallsContract {
    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
