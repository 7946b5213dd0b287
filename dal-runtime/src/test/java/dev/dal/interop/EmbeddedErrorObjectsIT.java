package dev.dal.interop;

/** Errors of Python in an embedded store. */
class EmbeddedErrorObjectsIT extends ErrorObjectsContract {

    EmbeddedErrorObjectsIT() {
        super(StoreKind.EMBEDDED);
    }
}
