package dev.dal.call;

/** The rules of calls, without extensions of the protocol. */
class PlainCallRulesTest extends CallRulesContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
