package dev.dal.store.client;

/** Operations at our own store, in its JVM. */
class InProcessOperationsTest extends OperationsContract {

    InProcessOperationsTest() {
        super(StoreUnderTest.OURS_IN_PROCESS);
    }
}
