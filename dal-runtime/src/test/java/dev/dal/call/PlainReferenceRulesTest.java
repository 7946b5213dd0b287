package dev.dal.call;

/** Rules of references and views, through a store without extensions. */
class PlainReferenceRulesTest extends ReferenceRulesContract {

    @Override
    StoreKind launch() {
        return StoreKind.plain();
    }
}
