package dev.dal.connection;

/** Told of namespaces that come and go. Called on the reader thread under the connection's lock: be short. */
public interface NamespaceListener {

    /**
     * A namespace was declared, and its owner is alive.
     *
     * @param info the declaration
     */
    void appeared(NamespaceInfo info);

    /**
     * The owner of a namespace has gone.
     *
     * @param info the declaration as it was
     */
    void ended(NamespaceInfo info);
}
