package dev.dal.interop;

/** Values of Java and Python in a store of this JVM. */
class EmbeddedValuesIT extends ValuesContract {

    EmbeddedValuesIT() {
        super(StoreKind.EMBEDDED);
    }
}
