package dev.dal.interop;

/** Tensors of Java and Python in an embedded store. */
class EmbeddedTensorsIT extends TensorsContract {

    EmbeddedTensorsIT() {
        super(StoreKind.EMBEDDED);
    }
}
