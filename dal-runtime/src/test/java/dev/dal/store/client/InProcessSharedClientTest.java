package dev.dal.store.client;

/** One client for many threads at our own store, in its JVM. */
class InProcessSharedClientTest extends SharedClientContract {

    InProcessSharedClientTest() {
        super(StoreUnderTest.OURS_IN_PROCESS);
    }
}
