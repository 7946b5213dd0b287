package dev.dal.call;

/** Rules of references and views, without a store. */
class LocalReferenceRulesTest extends ReferenceRulesContract {

    @Override
    StoreKind launch() {
        return StoreKind.local();
    }
}
