package dev.dal.interop;

/** Errors of Python in an original store. */
class OriginalErrorObjectsIT extends ErrorObjectsContract {

    OriginalErrorObjectsIT() {
        super(StoreKind.ORIGINAL);
    }
}
