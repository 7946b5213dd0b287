package dev.dal.call;

/** {@inheritDoc} */
class EmbeddedNamedCallsTest extends NamedCallsContract {
    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
