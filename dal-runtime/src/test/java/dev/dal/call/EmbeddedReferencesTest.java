package dev.dal.call;

/** References of calls, through a store of this JVM. */
class EmbeddedReferencesTest extends ReferencesContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
