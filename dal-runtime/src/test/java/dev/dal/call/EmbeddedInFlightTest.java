package dev.dal.call;

/** Windows of calls, through a store of this JVM. */
class EmbeddedInFlightTest extends InFlightContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
