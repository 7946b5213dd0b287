package dev.dal.call;

/** The rules of calls, through an original store. */
class OriginalCallRulesIT extends CallRulesContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
