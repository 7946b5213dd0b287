package dev.dal.interop;

/** Calls from Java to Python through an original store. */
class OriginalPythonProcessorIT extends PythonProcessorContract {

    OriginalPythonProcessorIT() {
        super(StoreKind.ORIGINAL);
    }
}
