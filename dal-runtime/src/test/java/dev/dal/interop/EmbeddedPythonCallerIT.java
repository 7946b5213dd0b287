package dev.dal.interop;

/** Calls from Python to Java through an embedded store. */
class EmbeddedPythonCallerIT extends PythonCallerContract {

    EmbeddedPythonCallerIT() {
        super(StoreKind.EMBEDDED);
    }
}
