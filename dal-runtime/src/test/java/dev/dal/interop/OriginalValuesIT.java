package dev.dal.interop;

/** Values of Java and Python in an original store. */
class OriginalValuesIT extends ValuesContract {

    OriginalValuesIT() {
        super(StoreKind.ORIGINAL);
    }
}
