package dev.dal.interop;

/** Calls of Java as Python reads them in an original store. */
class OriginalCallObjectsIT extends CallObjectsContract {

    OriginalCallObjectsIT() {
        super(StoreKind.ORIGINAL);
    }
}
