package dev.dal.interop;

/** Tensors of Java and Python in an original store. */
class OriginalTensorsIT extends TensorsContract {

    OriginalTensorsIT() {
        super(StoreKind.ORIGINAL);
    }
}
