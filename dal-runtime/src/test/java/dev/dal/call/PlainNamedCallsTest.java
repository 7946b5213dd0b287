package dev.dal.call;

/** {@inheritDoc} */
class PlainNamedCallsTest extends NamedCallsContract {
    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
