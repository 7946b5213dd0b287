package dev.dal.interop;

/** Calls from Java to Python through an embedded store. */
class EmbeddedPythonProcessorIT extends PythonProcessorContract {

    EmbeddedPythonProcessorIT() {
        super(StoreKind.EMBEDDED);
    }
}
