package dev.dal.interop;

/** Tables of Java and Python in an embedded store. */
class EmbeddedTablesIT extends TablesContract {

    EmbeddedTablesIT() {
        super(StoreKind.EMBEDDED);
    }
}
