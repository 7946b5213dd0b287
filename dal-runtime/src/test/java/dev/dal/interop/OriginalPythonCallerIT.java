package dev.dal.interop;

/** Calls from Python to Java through an original store. */
class OriginalPythonCallerIT extends PythonCallerContract {

    OriginalPythonCallerIT() {
        super(StoreKind.ORIGINAL);
    }
}
