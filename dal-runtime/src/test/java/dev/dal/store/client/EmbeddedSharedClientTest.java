package dev.dal.store.client;

/** One client for many threads at our own store, over a socket. */
class EmbeddedSharedClientTest extends SharedClientContract {

    EmbeddedSharedClientTest() {
        super(StoreUnderTest.OURS_BY_SOCKET);
    }
}
