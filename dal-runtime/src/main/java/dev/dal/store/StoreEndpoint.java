package dev.dal.store;

/** A store of this JVM, to which a client can connect without a socket. */
public interface StoreEndpoint {

    /**
     * Opens a link to the store.
     *
     * @return a fresh link, to be closed by the caller
     * @throws StoreConnectionException if the store is closed
     */
    StoreLink openLink();
}
