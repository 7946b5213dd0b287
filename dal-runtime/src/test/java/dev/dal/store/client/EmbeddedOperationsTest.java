package dev.dal.store.client;

/** Operations at our own store, over a socket. */
class EmbeddedOperationsTest extends OperationsContract {

    EmbeddedOperationsTest() {
        super(StoreUnderTest.OURS_BY_SOCKET);
    }
}
