package dev.dal.interop;

/** Namespaces of Java and Python in an original store. */
class OriginalNamespacesIT extends NamespacesContract {

    OriginalNamespacesIT() {
        super(StoreKind.ORIGINAL);
    }
}
