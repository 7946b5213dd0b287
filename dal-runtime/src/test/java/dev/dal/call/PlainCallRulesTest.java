package dev.dal.call;

/** The rules of calls, through a store of this JVM, without extensions of the protocol. */
class PlainCallRulesTest extends CallRulesContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
