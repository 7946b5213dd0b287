package dev.dal.interop;

/** Calls of Java as Python reads them in an embedded store. */
class EmbeddedCallObjectsIT extends CallObjectsContract {

    EmbeddedCallObjectsIT() {
        super(StoreKind.EMBEDDED);
    }
}
