package dev.dal.call;

/** The rules of calls, through a store of this JVM. */
class EmbeddedCallRulesTest extends CallRulesContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
