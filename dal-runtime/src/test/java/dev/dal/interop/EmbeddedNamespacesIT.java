package dev.dal.interop;

/** Namespaces of Java and Python in an embedded store. */
class EmbeddedNamespacesIT extends NamespacesContract {

    EmbeddedNamespacesIT() {
        super(StoreKind.EMBEDDED);
    }
}
