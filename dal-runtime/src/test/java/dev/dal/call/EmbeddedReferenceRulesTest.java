package dev.dal.call;

/** Rules of references and views, through a store of this JVM. */
class EmbeddedReferenceRulesTest extends ReferenceRulesContract {

    @Override
    StoreKind launch() {
        return StoreKind.embedded();
    }
}
