package dev.dal.call;

/** The rules of calls, without a store. */
class LocalCallRulesTest extends CallRulesContract {

    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
