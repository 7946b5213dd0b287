package dev.dal.call;

/** Calls by name, through a store of this JVM. */
class EmbeddedUntypedCallsTest extends UntypedCallsContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
