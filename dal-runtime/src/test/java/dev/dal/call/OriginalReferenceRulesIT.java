package dev.dal.call;

/** Rules of references and views, through an original store. */
class OriginalReferenceRulesIT extends ReferenceRulesContract {

    @Override
    StoreKind launch() {
        return StoreKind.original();
    }
}
