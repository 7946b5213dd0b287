package dev.dal.interop;

/** Tables of Java and Python in an original store. */
class OriginalTablesIT extends TablesContract {

    OriginalTablesIT() {
        super(StoreKind.ORIGINAL);
    }
}
